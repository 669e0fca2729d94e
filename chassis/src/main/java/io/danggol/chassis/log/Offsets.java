package io.danggol.chassis.log;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// How far a reader has folded each partition: table `log_offset`, written in the transaction of the fold.
final class Offsets {
    private final String reader;

    Offsets(String reader) {
        this.reader = reader;
    }

    /// The next offset of each partition of these topics that has been folded at all.
    Uni<Map<TopicPartition, Long>> of(SqlClient client, Collection<String> topics) {
        return client.preparedQuery(
                        "select topic, partition, next_offset from log_offset where reader = $1 and topic = any($2)")
                .execute(Tuple.of(reader, topics.toArray(String[]::new)))
                .map(rows -> {
                    var offsets = new HashMap<TopicPartition, Long>();
                    rows.forEach(row -> offsets.put(
                            new TopicPartition(row.getString("topic"), row.getInteger("partition")),
                            row.getLong("next_offset")));
                    return offsets;
                });
    }

    /// Locks the rows of these partitions, in one order for all readers, and tells their next offsets; a replica
    /// that lost a partition waits here and then sees that its records are folded.
    Uni<Map<TopicPartition, Long>> lock(SqlClient tx, Collection<TopicPartition> partitions) {
        var topics = partitions.stream().map(TopicPartition::topic).toArray(String[]::new);
        var numbers = partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new);
        return tx.preparedQuery("""
                        insert into log_offset (reader, topic, partition, next_offset)
                        select $1, topic, partition, 0 from unnest($2::text[], $3::int[]) as p (topic, partition)
                        order by topic, partition on conflict do nothing""")
                .execute(Tuple.of(reader, topics, numbers))
                .chain(() -> tx.preparedQuery("""
                        select topic, partition, next_offset from log_offset
                        where reader = $1 and (topic, partition) in (select * from unnest($2::text[], $3::int[]))
                        order by topic, partition for update""").execute(Tuple.of(reader, topics, numbers)))
                .map(rows -> {
                    var offsets = new HashMap<TopicPartition, Long>();
                    rows.forEach(row -> offsets.put(
                            new TopicPartition(row.getString("topic"), row.getInteger("partition")),
                            row.getLong("next_offset")));
                    return offsets;
                });
    }

    /// Sets the next offsets of these partitions, whose rows are locked.
    Uni<Void> set(SqlClient tx, Map<TopicPartition, Long> next) {
        var partitions = next.keySet();
        return tx.preparedQuery("""
                        update log_offset set next_offset = p.next_offset
                        from unnest($2::text[], $3::int[], $4::bigint[]) as p (topic, partition, next_offset)
                        where log_offset.reader = $1 and log_offset.topic = p.topic and log_offset.partition = p.partition""")
                .execute(Tuple.of(
                        reader,
                        partitions.stream().map(TopicPartition::topic).toArray(String[]::new),
                        partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new),
                        partitions.stream().map(next::get).toArray(Long[]::new)))
                .replaceWithVoid();
    }
}
