package io.danggol.profile.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.BadRecord;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.profile.identity.Step;
import java.util.Objects;

/// An event as it came from the log.
///
/// @param position offset in its partition of storefront-events
/// @param body the event's bytes, kept as they came
record Incoming(StorefrontEvent event, Step step, int partition, long position, String traceparent, byte[] body) {

    /// What makes an event unique.
    record Key(String source, String id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            var bySource = source.compareTo(other.source);
            return bySource == 0 ? id.compareTo(other.id) : bySource;
        }
    }

    /// Refuses what is no event of anybody.
    static Incoming of(LogRecord record, ObjectMapper json) {
        if (record.body() == null) throw new BadRecord("no body");
        var event = record.as(StorefrontEvent.class, json);
        if (event.id() == null
                || event.source() == null
                || event.name() == null
                || event.occurredAt() == null
                || event.receivedAt() == null
                || event.consent() == null) {
            throw new BadRecord("an event without id, source, name, times or consent");
        }
        if (event.visitorId() == null && event.customer() == null) {
            throw new BadRecord("an event of neither visitor nor customer");
        }
        if (event.items() == null || event.params() == null) throw new BadRecord("an event without items or params");
        if (event.items().stream().anyMatch(item -> item == null || item.itemId() == null)) {
            throw new BadRecord("an item without id");
        }
        return new Incoming(
                event, Step.of(event), record.partition(), record.offset(), record.traceparent(), record.body());
    }

    Key key() {
        return new Key(event.source(), event.id());
    }

    /// The one of two bodies under one id that counts, whichever came first.
    Incoming orBetter(Incoming other) {
        return Objects.requireNonNull(Canonical.of(event).compareTo(Canonical.of(other.event)) <= 0 ? this : other);
    }
}
