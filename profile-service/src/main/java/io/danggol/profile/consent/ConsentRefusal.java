package io.danggol.profile.consent;

import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.problem.Refusal;
import java.util.List;

/// Why a decision is not taken.
abstract sealed class ConsentRefusal extends Refusal {
    private ConsentRefusal(int status, String slug, String title, String detail, List<Problem.Error> errors) {
        super(status, slug, title, detail, errors);
    }

    static final class Malformed extends ConsentRefusal {
        Malformed(List<Problem.Error> errors) {
            super(422, "invalid-body", "The body is not as expected", "see errors", errors);
        }
    }

    static final class NoVisitor extends ConsentRefusal {
        NoVisitor() {
            super(400, "visitor-missing", "Whose consents?", "needs visitorId or a customer token", List.of());
        }
    }
}
