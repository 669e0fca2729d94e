package io.danggol.campaign.contact;

import java.util.Optional;

/// What the ledger says when it is asked for an address at the moment of sending. Never kept.
public sealed interface Contact {
    /// The address, and the consent that allows its use.
    record Allowed(String address, Optional<String> name, String allowedBy) implements Contact {
        /// Nothing personal, so that it can stand in a log by mistake.
        @Override
        public String toString() {
            return "Allowed[by " + allowedBy + "]";
        }
    }

    /// The ledger says no.
    ///
    /// @param rule its name for the rule
    record Refused(String rule, String detail) implements Contact {}

    /// There is nobody, or no address for this channel.
    record None() implements Contact {}

    /// The ledger could not be asked: nothing may be sent now.
    record Unreachable() implements Contact {}
}
