package io.danggol.profile.imports;

import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.problem.Refusal;
import java.util.List;

/// Why a file is not taken at all.
abstract sealed class ImportRefusal extends Refusal {
    private ImportRefusal(int status, String slug, String title, String detail, List<Problem.Error> errors) {
        super(status, slug, title, detail, errors);
    }

    static final class NoKind extends ImportRefusal {
        NoKind() {
            super(
                    400,
                    "invalid-parameter",
                    "A parameter is not as expected",
                    "kind: expected: one of customers, consents, orders",
                    List.of());
        }
    }

    static final class Malformed extends ImportRefusal {
        Malformed(String what) {
            super(400, "malformed-body", "The body is not as its type says", what, List.of());
        }
    }

    /// The header of a CSV file names what it should not, or not what it should.
    static final class BadHeader extends ImportRefusal {
        BadHeader(List<Problem.Error> errors) {
            super(422, "invalid-body", "The body is not as expected", "see errors", errors);
        }
    }

    static final class Unknown extends ImportRefusal {
        Unknown() {
            super(404, "unknown-import", "Unknown import", "there is no import with this id", List.of());
        }
    }
}
