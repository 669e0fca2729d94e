package io.danggol.segment.condition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What has to be true of a person to be in a segment: the language of API.md section 4.
public sealed interface Condition {

    /// All hold.
    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    /// At least one holds.
    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    /// Does not hold.
    record Not(Condition of) implements Condition {}

    /// How often something happened, and how much it came to.
    ///
    /// @param count of the matching events; a purchase counts once an order
    /// @param sum over the matching events, if asked
    /// @param within the length of the window `(now − within, now]`; empty: ever
    record Happened(EventPattern event, Criterion count, Optional<Sum> sum, Optional<Duration> within)
            implements Condition {}

    /// A total over events.
    ///
    /// @param of what is added
    record Sum(Summand of, Criterion criterion) {}

    /// What a [Sum] adds.
    enum Summand {
        /// Money: with a `where` on items Σ price × quantity of the matching items, else the event's value.
        VALUE("value"),
        /// Pieces: of the matching items.
        QUANTITY("quantity");

        private final String key;

        Summand(String key) {
            this.key = key;
        }

        /// The name in JSON.
        public String key() {
            return key;
        }
    }

    /// One thing after the other; the first step is an event.
    ///
    /// @param same all steps concern one value of this field
    /// @param within membership ends so long after the first step; empty: never by itself
    record Sequence(List<Step> steps, Optional<Field> same, Optional<Duration> within) implements Condition {
        public Sequence {
            steps = List.copyOf(steps);
        }
    }

    /// A step of a sequence.
    sealed interface Step {
        EventPattern event();

        /// The event happens, strictly later than the step before was complete. An `add_to_cart` is undone when that
        /// item is removed from the cart.
        record Happens(EventPattern event) implements Step {}

        /// The event does not happen from the step before on; complete after `span`, undone when it happens after all.
        record Absent(EventPattern event, Duration span) implements Step {}
    }

    /// A trait's value.
    record Trait(TraitName trait, Criterion criterion) implements Condition {}

    /// Quintile scores, 1 to 5, 5 the best; nobody without an order has any.
    record Rfm(Optional<Criterion> recency, Optional<Criterion> frequency, Optional<Criterion> monetary)
            implements Condition {}

    /// Where a person stands with the shop.
    record Lifecycle(Stage stage) implements Condition {}

    /// The stages that can be asked for; a person can be in two at once.
    enum Stage {
        /// First seen within 30 days.
        NEW("new"),
        /// Did anything within 30 days.
        ACTIVE("active"),
        /// Last order 60 to 120 days ago.
        AT_RISK("at-risk"),
        /// Last order more than 120 days ago.
        LAPSED("lapsed");

        public static final Duration FRESH = Duration.ofDays(30);
        public static final Duration RISK = Duration.ofDays(60);
        public static final Duration LAPSE = Duration.ofDays(120);

        private final String key;

        Stage(String key) {
            this.key = key;
        }

        /// The name in JSON.
        public String key() {
            return key;
        }
    }

    /// How much of a person's interest goes to a category, 0 to 1; 0 where nothing is known.
    record Affinity(String category, Criterion share) implements Condition {}

    /// A consent that is granted; for `profiling`, that nobody objected.
    record Consent(String purpose, Optional<String> channel) implements Condition {}

    /// Meets the condition of another segment, whether that one is active or not.
    record InSegment(String key) implements Condition {}
}
