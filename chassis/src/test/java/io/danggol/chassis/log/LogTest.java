package io.danggol.chassis.log;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
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
    FoldedTexts texts;

    @Test
    void whatACommitOwesIsReadOnceAndInOrder() {
        var key = UUID.randomUUID().toString();

        append(key, IntStream.range(0, 50).mapToObj(Integer::toString).toList());

        await().untilAsserted(() -> assertThat(folded(key))
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "\"" + i + "\"").collect(joining(","))));
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
    void aSecondReaderOfTheSameNameFoldsNothingTwice() {
        var key = UUID.randomUUID().toString();
        append(key, List.of("once"));
        await().untilAsserted(() -> assertThat(folded(key)).isEqualTo("\"once\""));

        readers.reader("texts", List.of(Topics.MESSAGE_EVENTS), texts).start();
        append(key, List.of("twice"));

        await().untilAsserted(() -> assertThat(folded(key)).isEqualTo("\"once\",\"twice\""));
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
