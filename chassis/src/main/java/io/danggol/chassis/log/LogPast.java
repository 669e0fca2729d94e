package io.danggol.chassis.log;

import io.danggol.contracts.Topic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Looks into what a topic still holds, for people who ask now and then. Blocks; fails with Kafka's own
/// exceptions while the brokers are away.
@Singleton
public class LogPast {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Comparator<LogRecord> LATEST_FIRST = Comparator.comparing(LogRecord::appendedAt)
            .reversed()
            .thenComparing(LogRecord::partition)
            .thenComparing(Comparator.comparing(LogRecord::offset).reversed());

    private final KafkaSettings settings;
    private final TopicNames topics;

    LogPast(KafkaSettings settings, TopicNames topics) {
        this.settings = settings;
        this.topics = topics;
    }

    /// Records, latest first.
    ///
    /// @param rest what [#before] needs to go on behind them; empty when the topic holds no more
    public record Page(List<LogRecord> records, Map<Integer, Long> rest) {}

    /// Where a record stands in its topic.
    public record Place(int partition, long offset) {}

    /// The latest records that stand before these offsets, at most `limit`; a partition that is not named is
    /// read from its end.
    public Page before(Topic topic, Map<Integer, Long> ends, int limit) {
        try (var consumer = settings.glancer("past")) {
            var partitions = Partitions.of(consumer, topics.of(topic));
            var begins = byNumber(consumer.beginningOffsets(partitions, PATIENCE));
            var bounds = byNumber(consumer.endOffsets(partitions, PATIENCE));
            bounds.replaceAll((partition, end) -> Math.min(end, ends.getOrDefault(partition, end)));
            var found = new ArrayList<>(latest(consumer, topic, begins, bounds, limit));
            found.sort(LATEST_FIRST);
            var taken = List.copyOf(found.subList(0, Math.min(limit, found.size())));
            taken.forEach(record -> bounds.merge(record.partition(), record.offset(), Math::min));
            var more = bounds.entrySet().stream().anyMatch(it -> it.getValue() > begins.get(it.getKey()));
            return new Page(taken, more ? bounds : Map.of());
        }
    }

    /// The records at these places; those that are not there, or no longer, are left out.
    public Map<Place, LogRecord> at(Topic topic, Collection<Place> places) {
        try (var consumer = settings.glancer("past")) {
            var partitions = Partitions.of(consumer, topics.of(topic));
            var begins = byNumber(consumer.beginningOffsets(partitions, PATIENCE));
            var ends = byNumber(consumer.endOffsets(partitions, PATIENCE));
            var found = new HashMap<Place, LogRecord>();
            places.stream()
                    .filter(place -> begins.containsKey(place.partition())
                            && place.offset() >= begins.get(place.partition())
                            && place.offset() < ends.get(place.partition()))
                    .sorted(Comparator.comparing(Place::partition).thenComparing(Place::offset))
                    .forEach(place -> {
                        if (!found.containsKey(place)) {
                            read(consumer, topic, place.partition(), place.offset(), place.offset() + 1)
                                    .forEach(it -> found.put(new Place(it.partition(), it.offset()), it));
                        }
                    });
            found.keySet().retainAll(places);
            return found;
        }
    }

    private List<LogRecord> latest(
            Consumer<String, byte[]> consumer,
            Topic topic,
            Map<Integer, Long> begins,
            Map<Integer, Long> ends,
            int limit) {
        var found = new ArrayList<LogRecord>();
        ends.forEach((partition, end) -> {
            var from = Math.max(begins.get(partition), end - limit);
            if (from < end) {
                read(consumer, topic, partition, from, end).stream()
                        .filter(record -> record.offset() < end)
                        .forEach(found::add);
            }
        });
        return found;
    }

    /// At least the records from `from` on and before `end`.
    private List<LogRecord> read(Consumer<String, byte[]> consumer, Topic topic, int partition, long from, long end) {
        var at = new TopicPartition(topics.of(topic), partition);
        consumer.assign(List.of(at));
        consumer.seek(at, from);
        var found = new ArrayList<LogRecord>();
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(at, PATIENCE) < end) {
            if (System.nanoTime() - until > 0) throw new TimeoutException("cannot read " + at);
            consumer.poll(POLL).forEach(record -> found.add(LogRecord.of(record)));
        }
        return found;
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        var byNumber = new TreeMap<Integer, Long>();
        offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
        return byNumber;
    }
}
