package io.danggol.chassis.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Finds out up to when a reader has folded each partition: it notes the end of the partition and the moment
/// before it asked, and that moment holds once the reader has passed this end. So it gets on under load, too, and
/// stands still for a partition that is stuck.
final class Probes {
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Clock clock;
    private final Map<TopicPartition, Probe> open = new HashMap<>();
    private long asked = System.nanoTime() - EVERY.toNanos();

    private record Probe(Instant at, long end) {}

    Probes(Clock clock) {
        this.clock = clock;
    }

    /// The partitions, by number, that have passed the end that was last noted for them, with the moment that now
    /// holds for them.
    Map<Integer, Instant> passed(Consumer<?, ?> consumer) {
        open.keySet().retainAll(consumer.assignment());
        if (System.nanoTime() - asked >= EVERY.toNanos()) {
            asked = System.nanoTime();
            var at = clock.instant();
            consumer.endOffsets(consumer.assignment(), PATIENCE)
                    .forEach((partition, end) -> open.putIfAbsent(partition, new Probe(at, end)));
        }
        var passed = open.entrySet().stream()
                .filter(entry -> consumer.position(entry.getKey(), PATIENCE)
                        >= entry.getValue().end())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        open.keySet().removeAll(passed.keySet());
        return passed.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().partition(),
                        entry -> entry.getValue().at()));
    }
}
