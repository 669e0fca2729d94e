package io.danggol.chassis.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.chassis.outbox.Outbox;
import io.danggol.chassis.trace.KeptSpans;
import io.danggol.chassis.trace.TracesOn;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.SuiteServers;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// A trace's way over the outbox and the log.
@QuarkusTest
@TestProfile(TracesOn.class)
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class LogSpansTest {
    @Inject
    Pool pool;

    @Inject
    Outbox outbox;

    @Inject
    LogWriter writer;

    @Inject
    LogReaders readers;

    @Inject
    KeptSpans spans;

    @Test
    void aMessageGoesOnWithItsTraceAndTheBatchLinksToIt() {
        var trace = UUID.randomUUID().toString().replace("-", "");

        pool.withTransaction(tx -> outbox.append(tx, List.of(message("one").in(header(trace)), message("untraced"))))
                .await()
                .indefinitely();
        outbox.wake();

        var sent = spans.first(it -> it.getTraceId().equals(trace));
        assertThat(sent.getName()).isEqualTo("send " + topic());
        assertThat(sent.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(sent.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        var read = spans.first(it -> linksTo(it, sent));
        assertThat(read.getName()).isEqualTo("process " + topic());
        assertThat(read.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(read.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(read.getTraceId()).isNotEqualTo(trace);
        assertThat(told(read))
                .containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.destination.name", topic())
                .containsEntry("messaging.operation.type", "process")
                .containsEntry("messaging.consumer.group.name", "chassis.texts")
                .containsKey("messaging.batch.message_count");
    }

    @Test
    void aTailLinksTooAndHandsOverWhatTheSenderCarried() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        var taken = new CopyOnWriteArrayList<LogRecord>();
        readers.tail("linking", List.of(Topics.MESSAGE_EVENTS), (records, _) -> taken.addAll(records))
                .start(Map.of());

        writer.send(message("two").in(header(trace))).await().indefinitely();

        var sent = spans.first(it -> it.getTraceId().equals(trace));
        await().untilAsserted(() -> assertThat(taken)
                .extracting(LogRecord::traceparent)
                .contains("00-" + trace + "-" + sent.getSpanId() + "-01"));
        spans.first(it -> linksTo(it, sent) && told(it).get("messaging.consumer.group.name") == null);
    }

    private String topic() {
        return writer.message(Topics.MESSAGE_EVENTS, "key", "type", "id", null).topic();
    }

    private LogMessage message(String body) {
        var id = UUID.randomUUID().toString();
        return writer.message(Topics.MESSAGE_EVENTS, id, "io.danggol.test.v1", id, body);
    }

    private static String header(String trace) {
        return "00-" + trace + "-b7ad6b7169203331-01";
    }

    private static boolean linksTo(SpanData span, SpanData sent) {
        return span.getLinks().stream()
                .anyMatch(link -> link.getSpanContext().getSpanId().equals(sent.getSpanId()));
    }

    private static Map<String, Object> told(SpanData span) {
        var told = new HashMap<String, Object>();
        span.getAttributes().forEach((key, value) -> told.put(key.getKey(), value));
        return told;
    }
}
