package io.danggol.profile.identity;

import io.danggol.contracts.StorefrontEvent;

/// What an event says about who was at the browser.
///
/// @param customer hash of the customer id that the event proves; null if it proves none
/// @param logout whether somebody went away with it: what comes after is not theirs
public record Step(Position at, String customer, boolean logout) implements Comparable<Step> {

    public static Step of(StorefrontEvent event) {
        return new Step(
                new Position(event.occurredAt(), event.id(), event.source()),
                event.customer(),
                event.name().equals("logout"));
    }

    /// Whether it changes who the events around it belong to.
    public boolean isMark() {
        return customer != null || logout;
    }

    @Override
    public int compareTo(Step other) {
        return at.compareTo(other.at);
    }
}
