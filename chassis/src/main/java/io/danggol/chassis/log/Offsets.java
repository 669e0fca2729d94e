package io.danggol.chassis.log;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// How far a reader has folded each partition: table `log_offset`, written in the transaction of the fold.
///
/// Its offsets only grow, also when a topic is made anew and the brokers' begin at zero again.
final class Offsets {
    /// How far a partition is folded.
    ///
    /// @param next the next offset to fold
    /// @param base what the brokers' offsets of this topic's present life lack to ours
    record Mark(long next, long base) {
        static final Mark NONE = new Mark(0, 0);

        /// The next offset to fold, as the brokers count.
        long atBrokers() {
            return next - base;
        }
    }

    private final String reader;

    Offsets(String reader) {
        this.reader = reader;
    }

    /// The next offset of each partition of these topics that has been folded at all.
    Uni<Map<TopicPartition, Mark>> of(SqlClient client, Collection<String> topics) {
        return client.preparedQuery(
                        "select topic, partition, next_offset, base from log_offset where reader = $1 and topic = any($2)")
                .execute(Tuple.of(reader, topics.toArray(String[]::new)))
                .map(Offsets::marks);
    }

    /// Locks the rows of these partitions, in one order for all readers, and tells their next offsets; a replica
    /// that lost a partition waits here and then sees that its records are folded.
    Uni<Map<TopicPartition, Mark>> lock(SqlClient tx, Collection<TopicPartition> partitions) {
        var topics = partitions.stream().map(TopicPartition::topic).toArray(String[]::new);
        var numbers = partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new);
        return tx.preparedQuery("""
                        insert into log_offset (reader, topic, partition, next_offset)
                        select $1, topic, partition, 0 from unnest($2::text[], $3::int[]) as p (topic, partition)
                        order by topic, partition on conflict do nothing""")
                .execute(Tuple.of(reader, topics, numbers))
                .chain(() -> tx.preparedQuery("""
                        select topic, partition, next_offset, base from log_offset
                        where reader = $1 and (topic, partition) in (select * from unnest($2::text[], $3::int[]))
                        order by topic, partition for update""").execute(Tuple.of(reader, topics, numbers)))
                .map(Offsets::marks);
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

    /// Lets offsets go on where these partitions, whose rows are locked, begin at zero again.
    Uni<Void> rebase(SqlClient tx, Collection<TopicPartition> partitions) {
        return tx.preparedQuery("""
                        update log_offset set base = next_offset
                        from unnest($2::text[], $3::int[]) as p (topic, partition)
                        where log_offset.reader = $1 and log_offset.topic = p.topic and log_offset.partition = p.partition""")
                .execute(Tuple.of(
                        reader,
                        partitions.stream().map(TopicPartition::topic).toArray(String[]::new),
                        partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new)))
                .replaceWithVoid();
    }

    private static Map<TopicPartition, Mark> marks(RowSet<Row> rows) {
        var marks = new HashMap<TopicPartition, Mark>();
        rows.forEach(row -> marks.put(
                new TopicPartition(row.getString("topic"), row.getInteger("partition")),
                new Mark(row.getLong("next_offset"), row.getLong("base"))));
        return marks;
    }
}
