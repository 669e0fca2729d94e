package io.danggol.tracking.event;

import io.danggol.contracts.EventNames;
import io.danggol.contracts.StorefrontEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What becomes of an event that has the right shape.
public sealed interface Verdict {
    /// It goes to the log as it stands here.
    record Accepted(StorefrontEvent event) implements Verdict {}

    /// Its visitor does not allow it to be collected.
    ///
    /// @param family its name, `custom` for all custom ones
    record Unconsented(String family) implements Verdict {}

    record Rejected(Refused refused) implements Verdict {}

    Duration OLDEST_FROM_BROWSER = Duration.ofDays(7);
    Instant OLDEST_FROM_SERVER = Instant.parse("2000-01-01T00:00:00Z");

    /// Decides from its arguments alone.
    static Verdict of(Draft draft, Proof proof, Arrival arrival) {
        var occurredAt = EventTime.corrected(draft.occurredAt(), draft.sentAt(), arrival.at());
        return switch (proof) {
            case Proof.Forged() -> rejected(draft, Reason.FORGED_TOKEN, "/customerToken", "signed by the shop");
            case Proof.Stranger() -> rejected(draft, Reason.UNKNOWN_CONTACT, "", "a customer's email or phone");
            case Proof.Nobody()
            when draft.visitorId() == null ->
                rejected(draft, Reason.INVALID_VISITOR, "/visitorId", "a visitor or a customer");
            case Proof.Nobody() -> of(draft, null, occurredAt, arrival);
            case Proof.Customer(var hash) -> of(draft, hash, occurredAt, arrival);
        };
    }

    private static Verdict of(Draft draft, String customer, Instant occurredAt, Arrival arrival) {
        var browser = arrival.sender() == Sender.BROWSER;
        if (browser && occurredAt.isBefore(arrival.at().minus(OLDEST_FROM_BROWSER))) {
            return rejected(draft, Reason.TOO_LATE, "/occurredAt", "within the last 7 days");
        }
        if (!browser && occurredAt.isBefore(OLDEST_FROM_SERVER)) {
            return rejected(draft, Reason.TOO_EARLY, "/occurredAt", "since " + OLDEST_FROM_SERVER);
        }
        return draft.analytics()
                ? new Accepted(Canonical.of(draft, customer, occurredAt, arrival))
                : new Unconsented(family(draft.name()));
    }

    private static Verdict rejected(Draft draft, Reason reason, String pointer, String expected) {
        var fault = new Fault(reason, pointer, "expected: " + expected);
        return new Rejected(new Refused(draft.id(), List.of(fault), draft.analytics()));
    }

    /// The name, or `custom` for all custom ones: few enough values to count by.
    private static String family(String name) {
        return EventNames.KNOWN.contains(name) ? name : "custom";
    }
}
