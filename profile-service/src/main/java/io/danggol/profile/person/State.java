package io.danggol.profile.person;

import io.danggol.contracts.StorefrontEvent;
import io.danggol.profile.facts.Facts;
import io.danggol.profile.facts.Trust;
import java.util.Collection;

/// What was folded from a profile's events.
///
/// @param facts from all events: for the shop's own figures
/// @param personal from the events that personalisation may use; null while that is all of them
public record State(long events, Facts facts, Facts personal) {
    public static final State EMPTY = new State(0, Facts.NONE, null);

    /// The state after more events, none of which is in it.
    public State plus(Collection<StorefrontEvent> more, Consented consented, Trust trust) {
        if (more.isEmpty()) return this;
        var allowed = more.stream().filter(consented::covers).toList();
        var all = facts.plus(more, trust);
        if (personal == null && allowed.size() == more.size()) return new State(events + more.size(), all, null);
        var used = (personal == null ? facts : personal).plus(allowed, trust);
        return new State(events + more.size(), all, used.equals(all) ? null : used);
    }

    /// What personalisation, segments and staff may see.
    public Facts shown() {
        return personal == null ? facts : personal;
    }
}
