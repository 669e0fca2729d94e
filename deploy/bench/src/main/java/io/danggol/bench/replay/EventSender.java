package io.danggol.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// Sends events to tracking-service until each is accepted or refused: what was answered 503, or not at all, is
/// sent again under the same ids.
final class EventSender {
    private static final int MOST_EVENTS = 50;
    private static final int MOST_BYTES = 120_000;
    private static final Caller SHOP = new Caller.Role("ingest");

    private final SuiteClient suite;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final Map<String, Long> rejected = new TreeMap<>();

    EventSender(SuiteClient suite) {
        this.suite = suite;
    }

    /// Sends events in their order.
    void send(List<Map<String, Object>> events) throws IOException, InterruptedException {
        for (var rest = events; !rest.isEmpty(); ) {
            var count = fitting(rest);
            sendBatch(rest.subList(0, count));
            rest = rest.subList(count, rest.size());
        }
    }

    private static int fitting(List<Map<String, Object>> events) throws IOException {
        var bytes = 0;
        for (var i = 0; i < Math.min(events.size(), MOST_EVENTS); i++) {
            bytes += SuiteClient.JSON.writeValueAsBytes(events.get(i)).length + 1;
            if (bytes > MOST_BYTES && i > 0) return i;
        }
        return Math.min(events.size(), MOST_EVENTS);
    }

    private void sendBatch(List<Map<String, Object>> batch) throws IOException, InterruptedException {
        var answer = suite.post(SHOP, "tracking", "/v1/server/events", Map.of("events", batch))
                .orFail("server/events");
        count(answer.body(), batch.size());
    }

    private void count(JsonNode answer, int size) {
        accepted.addAndGet(
                answer.path("accepted").asLong() + answer.path("duplicates").asLong());
        synchronized (rejected) {
            for (var refusal : answer.path("rejected")) rejected.merge(reason(refusal), 1L, Long::sum);
            var dropped = answer.path("dropped").asLong();
            if (dropped > 0) rejected.merge("dropped without consent", dropped, Long::sum);
        }
        sent.addAndGet(size);
    }

    private static String reason(JsonNode refusal) {
        var type = refusal.path("problem").path("type").asText("unknown");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /// Events that were answered, one way or the other.
    long sent() {
        return sent.get();
    }

    /// Events that the suite has taken, now or in an earlier run.
    long accepted() {
        return accepted.get();
    }

    /// Events that the suite refused, by the problem's name.
    Map<String, Long> rejected() {
        synchronized (rejected) {
            return new TreeMap<>(rejected);
        }
    }
}
