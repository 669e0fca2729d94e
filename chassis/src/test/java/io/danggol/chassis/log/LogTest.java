package io.danggol.chassis.log;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.SuiteServers;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class LogTest {
    @Inject
    Pool pool;

    @Inject
    Outbox outbox;

    @Inject
    LogWriter writer;

    @Inject
    LogReaders readers;

    @Inject
    KafkaSettings settings;

    @Inject
    TopicNames names;

    @Inject
    LogConfig config;

    @Inject
    Clock clock;

    @Inject
    LogSpans spans;

    @Inject
    MeterRegistry registry;

    @Inject
    FoldedTexts texts;

    @Inject
    Instance<Pool> databases;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void whatACommitOwesIsReadOnceAndInOrder() {
        var key = UUID.randomUUID().toString();

        append(key, IntStream.range(0, 50).mapToObj(Integer::toString).toList());

        await().untilAsserted(() -> assertThat(folded(key))
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "\"" + i + "\"").collect(joining(","))));
    }

    @Test
    void readersStartInOrderAlthoughLookingHowFarTheLogIsFoldedFails() {
        var failures = new AtomicInteger(2);
        var own = new LogReaders(settings, names, config, writer, failing(failures), clock, registry, spans);
        var first = own.reader(
                "in-order", List.of(Topics.ERASURES), (_, _) -> Uni.createFrom().voidItem());
        var second = own.reader(
                "after-it", List.of(Topics.ERASURES), (_, _) -> Uni.createFrom().voidItem());

        own.startInOrder(first, second::start);

        await().untilAsserted(() -> assertThat(own.allStarted()).isTrue());
        assertThat(failures).hasNonPositiveValue();
        own.stop(null);
    }

    /// The database, which fails some times for whoever starts readers, and not as one that is away.
    @SuppressWarnings("unchecked")
    private Instance<Pool> failing(AtomicInteger failures) {
        return (Instance<Pool>)
                Proxy.newProxyInstance(LogTest.class.getClassLoader(), new Class<?>[] {Instance.class}, (_, _, _) -> {
                    if (Thread.currentThread().getName().equals("start-readers") && failures.getAndDecrement() > 0)
                        throw new IllegalStateException("not yet");
                    return pool;
                });
    }

    @Test
    void whatARollbackTakesBackIsNeverSent() {
        var key = UUID.randomUUID().toString();

        pool.withTransaction(tx -> outbox.append(tx, List.of(message(key, "lost")))
                        .chain(() -> tx.query("select 1/0").execute()))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
        append(key, List.of("kept"));

        await().untilAsserted(() -> assertThat(folded(key)).isEqualTo("\"kept\""));
    }

    @Test
    void aRecordThatIsRefusedThreeTimesIsBuriedAndTheOthersGoOn() {
        var key = UUID.randomUUID().toString();
        var dead = new CopyOnWriteArrayList<LogRecord>();
        readers.tail("dead", List.of(Topics.MESSAGE_EVENTS.dead()), (records, _) -> dead.addAll(records))
                .start(Map.of());

        append(key, List.of("good", "bad", "better"));

        await().untilAsserted(() -> assertThat(folded(key)).isEqualTo("\"good\",\"better\""));
        await().untilAsserted(() -> assertThat(dead).anySatisfy(letter -> {
            assertThat(letter.key()).isEqualTo(key);
            assertThat(new String(letter.body(), StandardCharsets.UTF_8)).isEqualTo("\"bad\"");
        }));
    }

    @Test
    void whatATailRefusesIsBuriedWithItsReasonAndTheOthersAreHandedOver() {
        var key = UUID.randomUUID().toString();
        var taken = new CopyOnWriteArrayList<String>();
        readers.tail(
                        "refusing",
                        List.of(Topics.CONSENTS),
                        (records, _) -> records.stream()
                                .filter(record -> key.equals(record.key()))
                                .forEach(record -> taken.add(unlessBad(record))))
                .start(Map.of());

        var messages = Stream.of("good", "bad", "secret", "better")
                .map(body -> writer.message(Topics.CONSENTS, key, "io.danggol.test.v1", key + body, body))
                .toList();
        writer.sendAll(messages).await().indefinitely();

        await().untilAsserted(() -> assertThat(taken).contains("\"good\"").endsWith("\"better\""));
        await().untilAsserted(() -> assertThat(letters(Topics.CONSENTS.dead(), key))
                .extracting(Letter::body, Letter::reader, Letter::reason)
                .containsExactly(
                        tuple("\"bad\"", "chassis.refusing", "bad is bad"),
                        tuple("\"secret\"", "chassis.refusing", IllegalStateException.class.getName())));
    }

    private static String unlessBad(LogRecord record) {
        var body = new String(record.body(), StandardCharsets.UTF_8);
        if (body.equals("\"bad\"")) throw new BadRecord("bad is bad");
        if (body.equals("\"secret\"")) throw new IllegalStateException(body);
        return body;
    }

    private record Letter(String body, String reader, String reason) {}

    private List<Letter> letters(Topic topic, String key) {
        try (var consumer = settings.loner("letters")) {
            var ends = readers.ends(List.of(topic), consumer);
            consumer.assign(ends.keySet());
            var letters = new ArrayList<Letter>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (key.equals(record.key())) letters.add(letter(record));
                });
            }
            return letters;
        }
    }

    private static Letter letter(ConsumerRecord<String, byte[]> record) {
        return new Letter(
                new String(record.value(), StandardCharsets.UTF_8),
                header(record, "danggol_reader"),
                header(record, "danggol_reason"));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void aSecondReaderOfTheSameNameFoldsNothingTwice() {
        var key = UUID.randomUUID().toString();
        append(key, List.of("once"));
        await().untilAsserted(() -> assertThat(folded(key)).isEqualTo("\"once\""));

        readers.reader("texts", List.of(Topics.MESSAGE_EVENTS), texts).start();
        append(key, List.of("twice"));

        await().untilAsserted(() -> assertThat(folded(key)).isEqualTo("\"once\",\"twice\""));
    }

    /// The database lost its latest transactions, as by a failover, and nobody started this process again.
    @Test
    void aDatabaseThatWentBackIsReadToAgain() {
        var key = UUID.randomUUID().toString();
        var bodies = new CopyOnWriteArrayList<String>();
        readers.reader("gone-back", List.of(Topics.CONSENTS), collecting(key, bodies))
                .start();
        consent(key, "a");
        consent(key, "b");
        // Until both are committed: a transaction under way has not yet left what could go back.
        var ends = readers.ends(List.of(Topics.CONSENTS)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        await().untilAsserted(() -> assertThat(
                        pool.query("select coalesce(sum(next_offset), 0) from log_offset where reader = 'gone-back'")
                                .execute()
                                .await()
                                .indefinitely()
                                .iterator()
                                .next()
                                .getLong(0))
                .isEqualTo(ends));
        assertThat(bodies).containsExactly("\"a\"", "\"b\"");

        pool.query("update log_offset set next_offset = 0 where reader = 'gone-back'")
                .execute()
                .await()
                .indefinitely();
        consent(key, "c");

        await().untilAsserted(() -> assertThat(bodies).containsExactly("\"a\"", "\"b\"", "\"a\"", "\"b\"", "\"c\""));
    }

    /// What Kafka was told may get lost, by a process that is killed or brokers that are away; no record has to come
    /// for it to be told again.
    @Test
    void whoMeasuresTheGroupAtKafkaSeesHowFarItHasFolded() {
        consent(UUID.randomUUID().toString(), "a");
        var topics = List.of(Topics.CONSENTS);
        Fold fold = (_, _) -> Uni.createFrom().voidItem();
        var before = new LogReaders(settings, names, config, writer, databases, clock, registry, spans);
        before.reader("told", topics, fold).start();
        await().until(() -> committed("told").equals(readers.ends(topics)));
        before.stop(null);
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            await().ignoreExceptions().until(() -> {
                admin.deleteConsumerGroupOffsets(
                                settings.groupOf("told"), committed("told").keySet())
                        .all()
                        .get();
                return committed("told").isEmpty();
            });
        }

        readers.reader("told", topics, fold).start();

        await().untilAsserted(() -> assertThat(committed("told")).isEqualTo(readers.ends(topics)));
    }

    private Map<TopicPartition, Long> committed(String reader) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin
                    .listConsumerGroupOffsets(settings.groupOf(reader))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }

    /// The brokers were lost with all that they held.
    @Test
    void aTopicThatWasMadeAnewIsReadFromItsBeginning() {
        var key = UUID.randomUUID().toString();
        var bodies = new CopyOnWriteArrayList<String>();
        consent(key, "a");
        pool.preparedQuery("""
                        insert into log_offset (reader, topic, partition, next_offset)
                        select 'made-anew', $1, p, 1000000 from generate_series(0, 11) as p""")
                .execute(Tuple.of(names.of(Topics.CONSENTS)))
                .await()
                .indefinitely();

        var offsets = new CopyOnWriteArrayList<Long>();
        var collecting = collecting(key, bodies);
        readers.reader("made-anew", List.of(Topics.CONSENTS), (tx, records) -> {
                    records.forEach(record -> {
                        if (key.equals(record.key())) offsets.add(record.offset());
                    });
                    return collecting.apply(tx, records);
                })
                .start();
        await().untilAsserted(() -> assertThat(bodies).containsExactly("\"a\""));
        consent(key, "b");

        await().untilAsserted(() -> assertThat(bodies).containsExactly("\"a\"", "\"b\""));
        // For those who keep offsets they go on.
        assertThat(offsets).isSorted().allSatisfy(offset -> assertThat(offset).isGreaterThanOrEqualTo(1_000_000));
    }

    /// Records expire; who reads the topic anew finds none in one partition, many in another, and gets to the end of
    /// both.
    @Test
    void aTopicWhoseRecordsExpiredIsReadToItsEnd() throws Exception {
        var quiet = new Topic("quiet", Topic.Cleanup.DELETE, Duration.ofDays(1), Duration.ZERO);
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(names.of(quiet), 2, (short) 1)))
                    .all()
                    .get();
            await().until(() -> writer.reaches(quiet));
            for (var i = 0; i < 10; i++)
                writer.send(writer.message(quiet, "key-" + i, "io.danggol.test.v1", "id-" + i, "old"))
                        .await()
                        .indefinitely();
            var all = IntStream.range(0, 2)
                    .boxed()
                    .collect(toMap(
                            partition -> new TopicPartition(names.of(quiet), partition),
                            _ -> RecordsToDelete.beforeOffset(-1)));
            admin.deleteRecords(all).all().get();
        }
        var own = new LogReaders(settings, names, config, writer, databases, clock, registry, spans);
        var first =
                own.reader("quiet", List.of(quiet), (_, _) -> Uni.createFrom().voidItem());
        var second = own.reader(
                "after-quiet",
                List.of(Topics.ERASURES),
                (_, _) -> Uni.createFrom().voidItem());

        var busy = Thread.ofVirtual().start(() -> {
            while (!own.allStarted())
                writer.send(writer.message(quiet, "key-0", "io.danggol.test.v1", "id", "new"))
                        .await()
                        .indefinitely();
        });
        own.startInOrder(first, second::start);

        await().untilAsserted(() -> assertThat(own.allStarted()).isTrue());
        busy.join();
        own.stop(null);
    }

    private static Fold collecting(String key, List<String> bodies) {
        return (_, records) -> {
            records.stream()
                    .filter(record -> key.equals(record.key()))
                    .forEach(record -> bodies.add(new String(record.body(), StandardCharsets.UTF_8)));
            return Uni.createFrom().voidItem();
        };
    }

    private void consent(String key, String body) {
        writer.send(writer.message(Topics.CONSENTS, key, "io.danggol.test.v1", key + body, body))
                .await()
                .indefinitely();
    }

    /// What is appended and folded while somebody looks for the end is no sign of a topic that was made anew.
    @Test
    void whoStartsWhileOthersFoldTakesNoTopicForNew() {
        var key = UUID.randomUUID().toString();
        for (var i = 0; i < 20; i++) {
            var many = new ArrayList<LogMessage>();
            for (var n = 0; n < 100; n++) many.add(message(UUID.randomUUID().toString(), "many"));
            var sent = writer.sendAll(many).subscribeAsCompletionStage();
            readers.reader("texts", List.of(Topics.MESSAGE_EVENTS), texts).start();
            sent.join();
        }
        append(key, List.of("last"));
        await().untilAsserted(() -> assertThat(folded(key)).isEqualTo("\"last\""));

        assertThat(pool.query("select 1 from log_offset where reader = 'texts' and base <> 0")
                        .executeAndAwait()
                        .rowCount())
                .isZero();
    }

    @Test
    void everyPartitionTellsUpToWhenItIsFolded() {
        var before = Instant.now();

        await().untilAsserted(() -> assertThat(texts.upTo)
                .hasSize(Topic.PARTITIONS)
                .allSatisfy((_, moment) -> assertThat(moment).isAfter(before)));
    }

    @Test
    void aTailCatchesUpAndGoesOn() {
        var key = UUID.randomUUID().toString();
        var seen = new CopyOnWriteArrayList<String>();
        writer.send(message(key, "before")).await().indefinitely();

        var tail = readers.tail(
                "tail",
                List.of(Topics.MESSAGE_EVENTS),
                (records, _) -> records.stream()
                        .filter(record -> key.equals(record.key()))
                        .forEach(record -> seen.add(new String(record.body(), StandardCharsets.UTF_8))));
        tail.start(Map.of());
        await().until(tail::isCaughtUp);
        assertThat(seen).containsExactly("\"before\"");

        writer.send(message(key, "after")).await().indefinitely();
        await().untilAsserted(() -> assertThat(seen).containsExactly("\"before\"", "\"after\""));
    }

    @Test
    void everyReaderIsMeasuredUnderItsName() {
        var tail = readers.tail("measured", List.of(Topics.MESSAGE_EVENTS), (_, _) -> {});
        tail.start(Map.of());
        await().until(tail::isCaughtUp);

        assertThat(measured("kafka.consumer.poll.idle.ratio.avg"))
                .extracting(id -> id.getTag("reader"))
                .contains("erasures", "texts", "measured");
    }

    /// It may be about to be made: nobody may take it for one that has been read to its end.
    @Test
    void aTopicThatIsNotThereHasNoEnd() {
        var missing = new Topic("not-made-yet", Topic.Cleanup.DELETE, Duration.ofDays(1), Duration.ZERO);

        assertThatThrownBy(() -> readers.ends(List.of(Topics.MESSAGE_EVENTS, missing)))
                .isInstanceOf(UnknownTopicOrPartitionException.class)
                .hasMessageContaining(names.of(missing));
    }

    @Test
    void howFarAReaderIsBehindIsToldOnceForEachPartition() {
        writer.send(message(UUID.randomUUID().toString(), "to read")).await().indefinitely();
        try (var consumer = settings.loner("behind")) {
            consumer.assign(
                    readers.ends(List.of(Topics.MESSAGE_EVENTS), consumer).keySet());
            await().until(() -> !consumer.poll(Duration.ofMillis(100)).isEmpty());

            try (var _ = readers.measured("behind", consumer)) {
                assertThat(measured("kafka.consumer.fetch.manager.records.lag.max"))
                        .filteredOn(id -> "behind".equals(id.getTag("reader")))
                        .isNotEmpty()
                        .allSatisfy(id -> assertThat(id.getTag("topic")).isEqualTo(names.of(Topics.MESSAGE_EVENTS)))
                        .extracting(id -> id.getTag("partition"))
                        .doesNotHaveDuplicates();
            }

            assertThat(measured("kafka.consumer.fetch.manager.records.lag.max"))
                    .noneMatch(id -> "behind".equals(id.getTag("reader")));
        }
    }

    private List<Meter.Id> measured(String name) {
        return registry.find(name).meters().stream().map(Meter::getId).toList();
    }

    private void append(String key, List<String> bodies) {
        pool.withTransaction(tx -> outbox.append(
                        tx, bodies.stream().map(body -> message(key, body)).toList()))
                .await()
                .indefinitely();
        outbox.wake();
    }

    private LogMessage message(String key, String body) {
        return writer.message(Topics.MESSAGE_EVENTS, key, "io.danggol.test.v1", key + body, body);
    }

    private String folded(String key) {
        var rows = pool.preparedQuery("select text from folded where key = $1 order by \"offset\"")
                .execute(Tuple.of(key))
                .await()
                .indefinitely();
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .collect(joining(","));
    }
}
