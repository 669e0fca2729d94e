package io.danggol.profile.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.chassis.log.TopicNames;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.profile.TestDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The whole database of the service under test, put back to an earlier moment while the log stays as it is.
@Singleton
class Backup {
    private static final Map<String, Topic> READERS = new LinkedHashMap<>();

    static {
        READERS.put("erasures", Topics.ERASURES);
        READERS.put("consents", Topics.CONSENTS);
        READERS.put("storefront-events", Topics.STOREFRONT_EVENTS);
        READERS.put("message-events", Topics.MESSAGE_EVENTS);
        READERS.put("erasure-receipts", Topics.ERASURE_RECEIPTS);
    }

    private final Pool pool;
    private final TestDatabase database;
    private final TopicNames topics;
    private final String bootstrap;
    private final String application;
    private final KafkaConsumer<String, byte[]> ends;
    private List<String> tables = List.of();
    private long revision;
    private SqlConnection holding;

    Backup(
            Pool pool,
            TestDatabase database,
            TopicNames topics,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.pool = pool;
        this.database = database;
        this.topics = topics;
        this.bootstrap = bootstrap;
        this.application = application;
        this.ends = consumer(Map.of());
    }

    /// Remembers everything as it is once nothing is under way.
    void take() {
        awaitQuiet();
        if (!tables.isEmpty()) tables.forEach(it -> database.run("drop table backup_" + it));
        tables = database.rows("""
                select tablename from pg_tables where schemaname = current_schema() and tablename not like 'flyway%'
                    and tablename not like 'backup_%' and tablename not in ('lease', 'stream_clock')""").stream().map(row -> row.getString(0)).toList();
        tables.forEach(it -> database.run("create table backup_" + it + " as table " + it));
        revision = database.rows("select last_value from consent_revision")
                .getFirst()
                .getLong(0);
    }

    /// Puts everything back. The readers are where they are, and would take no notice of what they read before; so what
    /// is owed to the log is held back until they have read again.
    void restore() {
        awaitQuiet();
        hold();
        var statements = new ArrayList<String>();
        statements.add("truncate " + String.join(", ", tables));
        tables.forEach(
                it -> statements.add("insert into " + it + " overriding system value select * from backup_" + it));
        statements.add("select setval('consent_revision', " + revision + ")");
        await().ignoreExceptions().until(() -> {
            pool.withTransaction(tx -> tx.query(String.join("; ", statements)).execute())
                    .await()
                    .indefinitely();
            return true;
        });
    }

    /// Lets all readers go on where the restored database says, in the order in which the service starts them.
    void readAgain() {
        readAgain("erasures");
        readAgain("consents");
        letGo();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.of("storefront-events", "message-events", "erasure-receipts")
                    .map(reader -> CompletableFuture.runAsync(() -> readAgain(reader), readers))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    /// As long as this lock is held, nobody relays.
    private void hold() {
        holding = pool.getConnection().await().indefinitely();
        run(holding, "begin");
        run(holding, "select pg_advisory_xact_lock(hashtext('outbox'))");
    }

    /// What is owed to the log goes there.
    void letGo() {
        if (holding == null) return;
        run(holding, "commit");
        holding.close().await().indefinitely();
        holding = null;
    }

    /// Lets one reader go on where the database says. Whoever gets a partition asks the database; so somebody joins the
    /// group, and leaves.
    void readAgain(String reader) {
        var topic = topics.of(READERS.get(reader));
        try (var guest = consumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, application + "." + reader))) {
            guest.subscribe(List.of(topic));
            await().pollInterval(Duration.ofMillis(10)).until(() -> {
                guest.poll(Duration.ofMillis(50));
                return !guest.assignment().isEmpty();
            });
        }
        awaitRead(reader);
    }

    /// Forgets how far a reader is since the backup was taken.
    void rewind(String reader) {
        database.run(
                "update log_offset o set next_offset = coalesce((select b.next_offset from backup_log_offset b where"
                        + " (b.reader, b.topic, b.partition) = (o.reader, o.topic, o.partition)), 0) where o.reader = '"
                        + reader
                        + "'");
    }

    void awaitQuiet() {
        await().untilAsserted(() -> {
            for (var table : List.of("outbox", "transition", "replay_portion", "consent_told")) {
                assertThat(database.rows("select * from " + table)).as(table).isEmpty();
            }
            assertThat(database.rows("""
                    select o.partition from log_offset o left join publication p on p.partition = o.partition
                    where o.reader = 'storefront-events' and coalesce(p.next_position, 0) < o.next_offset""")).isEmpty();
        });
        READERS.keySet().forEach(this::awaitRead);
    }

    private synchronized void awaitRead(String reader) {
        var topic = topics.of(READERS.get(reader));
        var partitions = IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        await().untilAsserted(() -> {
            var next = new HashMap<Integer, Long>();
            database.rows("select partition, next_offset from log_offset where reader = '" + reader + "'")
                    .forEach(row -> next.put(row.getInteger(0), row.getLong(1)));
            var behind = ends.endOffsets(partitions).entrySet().stream()
                    .filter(end -> next.getOrDefault(end.getKey().partition(), 0L) < end.getValue())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            assertThat(behind).as(reader).isEmpty();
        });
    }

    private KafkaConsumer<String, byte[]> consumer(Map<String, Object> own) {
        var settings = new HashMap<String, Object>(own);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static void run(SqlClient client, String statement) {
        client.query(statement).execute().await().indefinitely();
    }

    @PreDestroy
    void close() {
        ends.close();
    }
}
