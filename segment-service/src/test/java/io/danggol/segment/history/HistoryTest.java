package io.danggol.segment.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final long seed = Long.getLong("danggol.seed", System.nanoTime());

    @Test
    void theSameEventsGiveTheSameBytesWhateverTheirOrderAndRepetition() {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++) {
            var events = events(random, random.nextInt(40));
            var once = HistoryCodec.encode(History.EMPTY.with(events));
            var stream = new ArrayList<>(events);
            stream.addAll(events.subList(0, events.size() / 2));
            Collections.shuffle(stream, random);
            var history = History.EMPTY;
            for (var event : stream) history = history.with(List.of(event));

            assertThat(HistoryCodec.encode(history)).as("seed %d", seed).isEqualTo(once);
        }
    }

    @Test
    void whatIsEncodedIsDecodedAsItWas() {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++) {
            var history = History.EMPTY.with(events(random, random.nextInt(200)));

            assertThat(HistoryCodec.decode(HistoryCodec.encode(history)))
                    .as("seed %d", seed)
                    .isEqualTo(history);
        }
    }

    @Test
    void ofTwoBodiesUnderOneIdTheSameOneStaysWhicheverCameFirst() {
        var one = event("e1", "purchase", Map.of("transaction_id", "T1"));
        var other = event("e1", "refund", Map.of("transaction_id", "T1"));

        assertThat(History.EMPTY.with(List.of(one)).with(List.of(other)))
                .isEqualTo(History.EMPTY.with(List.of(other)).with(List.of(one)));
    }

    private static List<Event> events(Random random, int size) {
        var events = new ArrayList<Event>();
        for (var i = 0; i < size; i++) {
            events.add(new Event(
                    random.nextBoolean() ? "browser" : "server",
                    "id-" + i,
                    "view_item",
                    NOON.plusNanos(random.nextLong(1_000_000_000L) * 1_000),
                    random.nextBoolean() ? "KRW" : null,
                    random.nextBoolean() ? null : (Long) random.nextLong(),
                    random.nextBoolean()
                            ? List.of()
                            : List.of(new Item(
                                    "P" + random.nextInt(5), "구두 👞", null, "L", List.of("신발"), null, 1L, null)),
                    Map.of("channel", "kakao", "session_number", new BigDecimal(random.nextInt(9))),
                    Map.of("search_term", "운동화", "flag", random.nextBoolean(), "rate", new BigDecimal("0.10"))));
        }
        return events;
    }

    private static Event event(String id, String name, Map<String, Object> params) {
        return new Event("server", id, name, NOON, "KRW", 10_000L, List.of(), Map.of(), params);
    }
}
