package io.danggol.local.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What a consumer has not read yet.
public final class RestOfLog {
    private static final Duration POLL = Duration.ofMillis(100);

    private RestOfLog() {}

    /// All records from where it stands to where its partitions end now, without waiting for what may come later.
    /// Quick where its `fetch.max.wait.ms` is small.
    public static <K, V> List<ConsumerRecord<K, V>> of(Consumer<K, V> consumer) {
        var ends = consumer.endOffsets(consumer.assignment());
        var records = new ArrayList<ConsumerRecord<K, V>>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
            consumer.poll(POLL).forEach(records::add);
        return records;
    }
}
