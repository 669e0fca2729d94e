package io.danggol.profile.person;

import io.danggol.chassis.problem.Refusal;

/// Why a question about a person is not answered.
public abstract sealed class PersonRefusal extends Refusal {
    private PersonRefusal(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /// There is no such profile.
    public static final class Unknown extends PersonRefusal {
        public Unknown() {
            super(404, "unknown-profile", "Unknown profile", "nobody has this id");
        }
    }

    static final class Nobody extends PersonRefusal {
        Nobody() {
            super(404, "unknown-profile", "Unknown profile", "nobody is known by this");
        }
    }

    static final class OneOf extends PersonRefusal {
        OneOf() {
            super(
                    400,
                    "invalid-parameter",
                    "A parameter is not as expected",
                    "expected: exactly one of visitorId, customerId, email, phone");
        }
    }

    public static final class BadCursor extends PersonRefusal {
        public BadCursor() {
            super(400, "invalid-parameter", "A parameter is not as expected", "cursor: expected: a nextCursor");
        }
    }
}
