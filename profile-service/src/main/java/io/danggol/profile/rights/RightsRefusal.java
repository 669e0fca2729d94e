package io.danggol.profile.rights;

import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.problem.Refusal;
import java.util.List;

/// Why a privacy request is not taken or not answered.
abstract sealed class RightsRefusal extends Refusal {
    private RightsRefusal(int status, String slug, String title, String detail, List<Problem.Error> errors) {
        super(status, slug, title, detail, errors);
    }

    static final class Malformed extends RightsRefusal {
        Malformed(String pointer, String expected) {
            super(
                    422,
                    "invalid-body",
                    "The body is not as expected",
                    "see errors",
                    List.of(new Problem.Error(pointer, "expected: " + expected)));
        }
    }

    static final class Unknown extends RightsRefusal {
        Unknown() {
            super(404, "unknown-request", "Unknown request", "there is no such privacy request", List.of());
        }
    }

    static final class NobodyFound extends RightsRefusal {
        NobodyFound() {
            super(404, "unknown-profile", "Unknown profile", "nobody is known by this", List.of());
        }
    }

    static final class NotYours extends RightsRefusal {
        NotYours() {
            super(
                    403,
                    "not-yours",
                    "Not your data",
                    "a customer token is for its own customer, a visitor id for its own browser",
                    List.of());
        }
    }

    static final class OfACustomer extends RightsRefusal {
        OfACustomer() {
            super(
                    403,
                    "of-a-customer",
                    "A customer's data",
                    "all that this browser did belongs to a customer: ask with the customer token, by customerId",
                    List.of());
        }
    }

    static final class NotThere extends RightsRefusal {
        NotThere(String detail) {
            super(409, "not-there", "Not there", detail, List.of());
        }
    }
}
