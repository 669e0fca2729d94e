package io.danggol.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What profile-service says about people, on [Topics#PROFILE_EVENTS] under the key of the profile that it concerns.
///
/// Two profiles are concerned by a merge, an un-merge and a move: the same body is written under both keys, and
/// a reader that handles the record of key K changes only what it holds of K.
public sealed interface ProfileMessage {

    /// `event` belongs to `profileId`. Comes once or more; a repeat has the same (`source`, `id`).
    record EventRecorded(UUID profileId, String visitorId, StorefrontEvent event) implements ProfileMessage {
        public static final String TYPE = "io.danggol.profile.event-recorded.v1";
    }

    /// `event` belonged to `from` and belongs to `into` from now on: a login came to light, or staff merged or split.
    /// Under the key `into` it is added, under the key `from` it is removed.
    record EventMoved(UUID from, UUID into, String visitorId, StorefrontEvent event) implements ProfileMessage {
        public static final String TYPE = "io.danggol.profile.event-moved.v1";
    }

    /// The facts of a profile after the events before it on the same key. The highest `revision` wins.
    ///
    /// @param aliases ids of profiles that were merged into this one, oldest first
    /// @param under14 whether the shop knows that this person is younger than 14
    record ProfileChanged(UUID profileId, long revision, Traits traits, List<UUID> aliases, boolean under14)
            implements ProfileMessage {
        public static final String TYPE = "io.danggol.profile.profile-changed.v1";
    }

    /// `from` is the same person as `into`: from now on the id `from` resolves to `into`. What a reader holds
    /// per person and not per event (decisions, memberships) goes over; events follow as [EventMoved].
    record ProfileMerged(UUID from, UUID into, Instant at) implements ProfileMessage {
        public static final String TYPE = "io.danggol.profile.profile-merged.v1";
    }

    /// `from` is a profile of its own again: after a logout, or because staff took a merge back.
    record ProfileUnmerged(UUID from, UUID into, Instant at) implements ProfileMessage {
        public static final String TYPE = "io.danggol.profile.profile-unmerged.v1";
    }

    /// Everything that the brokers had up to `time` has been folded and published. Written to every partition, key
    /// null.
    record ClockAdvanced(Instant time) implements ProfileMessage {
        public static final String TYPE = "io.danggol.profile.clock.v1";
    }

    /// Facts folded from a profile's events. Nulls where nothing is known.
    ///
    /// @param orders orders that count: neither cancelled nor refunded in full
    /// @param totalSpent net of refunds, in `currency`
    /// @param favouriteCategories by decayed weight, largest first, at most 10; shares add up to at most 1
    /// @param priceBand `low`, `middle` or `high` within the categories that the person looks at
    /// @param channel first acquisition channel
    /// @param device latest device class
    /// @param cart what lies in the cart now
    record Traits(
            Instant firstSeenAt,
            Instant lastSeenAt,
            int orders,
            BigDecimal totalSpent,
            BigDecimal averageOrderValue,
            String currency,
            Instant lastOrderAt,
            List<CategoryShare> favouriteCategories,
            String priceBand,
            String channel,
            String device,
            List<CartItem> cart) {}

    /// How much of a person's interest goes to a category, 0 to 1.
    record CategoryShare(String category, double share) {}

    /// A product in the cart and how many pieces.
    record CartItem(@JsonProperty("item_id") String itemId, BigDecimal quantity) {}
}
