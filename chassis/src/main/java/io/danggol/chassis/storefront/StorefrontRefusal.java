package io.danggol.chassis.storefront;

import io.danggol.chassis.problem.Refusal;

/// Why a storefront's call is turned away.
abstract sealed class StorefrontRefusal extends Refusal {
    private StorefrontRefusal(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    static final class UnknownKey extends StorefrontRefusal {
        UnknownKey() {
            super(401, "unknown-key", "Unknown write key", "X-Danggol-Key or ?key= has to name one of the shop's keys");
        }
    }

    static final class OriginNotAllowed extends StorefrontRefusal {
        OriginNotAllowed() {
            super(403, "origin-not-allowed", "Origin not allowed", "this key may not be used from this origin");
        }
    }

    static final class TokenExpired extends StorefrontRefusal {
        TokenExpired() {
            super(401, "customer-token-expired", "Customer token expired", "ask the shop's server for a new one");
        }
    }

    static final class TokenForged extends StorefrontRefusal {
        TokenForged() {
            super(401, "customer-token-invalid", "Customer token not valid", "not signed with the shop's secret");
        }
    }

    static final class NoToken extends StorefrontRefusal {
        NoToken() {
            super(
                    401,
                    "customer-token-missing",
                    "Customer token missing",
                    "X-Danggol-Customer has to prove the customer");
        }
    }
}
