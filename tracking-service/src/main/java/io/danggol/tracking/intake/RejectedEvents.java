package io.danggol.tracking.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.LogPast;
import io.danggol.chassis.log.LogPast.Place;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.rest.Page;
import io.danggol.contracts.RejectedEvent;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.tracking.event.Arrival;
import io.danggol.tracking.event.Sender;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/// The refused events that their topic still holds. Blocks.
@Singleton
class RejectedEvents {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ID = Pattern.compile("(\\d{1,4})-(\\d{1,18})");
    private static final Pattern CURSOR =
            Pattern.compile("\\d{1,4}-\\d{1,18}(,\\d{1,4}-\\d{1,18}){0," + Topic.PARTITIONS + "}");

    private final LogPast past;
    private final Intake intake;
    private final ObjectMapper json;

    RejectedEvents(LogPast past, Intake intake, ObjectMapper json) {
        this.past = past;
        this.intake = intake;
        this.json = json;
    }

    /// A refused event, masked, and why it was refused.
    ///
    /// @param id its place among the refused ones
    /// @param source `browser` or `server`
    record Item(String id, String source, Instant receivedAt, Map<String, Object> event, Map<String, Object> problem) {}

    /// Latest first.
    ///
    /// @param cursor null for the latest
    Page<Item> list(int limit, String cursor) {
        var page = look(() -> past.before(Topics.REJECTED_EVENTS, ends(cursor), limit));
        return new Page<>(
                page.records().stream().map(this::item).toList(), page.rest().isEmpty() ? null : cursor(page.rest()));
    }

    /// Runs these through intake once more, as received then; refuses all when one of them is not there.
    Answer replay(List<String> ids) {
        var places = ids.stream().map(RejectedEvents::place).toList();
        var records = look(() -> past.at(
                Topics.REJECTED_EVENTS,
                places.stream().flatMap(Optional::stream).distinct().toList()));
        var missing = new ArrayList<Integer>();
        for (var i = 0; i < ids.size(); i++) {
            if (places.get(i).filter(records::containsKey).isEmpty()) missing.add(i);
        }
        if (!missing.isEmpty()) throw new IntakeRefusal.NoSuchRejected(missing);
        return replayed(places.stream()
                .map(Optional::orElseThrow)
                .map(records::get)
                .map(this::rejected)
                .toList());
    }

    private Answer replayed(List<RejectedEvent> events) {
        var calls = new LinkedHashMap<Arrival, List<Integer>>();
        for (var i = 0; i < events.size(); i++) {
            calls.computeIfAbsent(arrival(events.get(i)), _ -> new ArrayList<>())
                    .add(i);
        }
        var sum = new Answer(0, 0, 0, List.of());
        for (var call : calls.entrySet()) {
            var indexes = call.getValue();
            var again = new Call(
                    indexes.stream().map(i -> events.get(i).event()).toList(),
                    call.getKey(),
                    Optional.empty(),
                    null,
                    true);
            sum = sum.plus(intake.take(again).await().atMost(PATIENCE), indexes);
        }
        return sum;
    }

    private static Arrival arrival(RejectedEvent event) {
        var sender = event.source().equals(Sender.SERVER.source()) ? Sender.SERVER : Sender.BROWSER;
        return new Arrival(sender, event.receivedAt(), null);
    }

    private Item item(LogRecord record) {
        var rejected = rejected(record);
        return new Item(
                record.partition() + "-" + record.offset(),
                rejected.source(),
                rejected.receivedAt(),
                rejected.event(),
                rejected.problem());
    }

    private RejectedEvent rejected(LogRecord record) {
        return record.as(RejectedEvent.class, json);
    }

    private static Optional<Place> place(String id) {
        var match = ID.matcher(id);
        return match.matches()
                ? Optional.of(new Place(Integer.parseInt(match.group(1)), Long.parseLong(match.group(2))))
                : Optional.empty();
    }

    private static String cursor(Map<Integer, Long> ends) {
        var text = ends.entrySet().stream()
                .map(it -> it.getKey() + "-" + it.getValue())
                .collect(Collectors.joining(","));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<Integer, Long> ends(String cursor) {
        if (cursor == null) return Map.of();
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (!CURSOR.matcher(text).matches()) throw new IntakeRefusal.BadCursor();
            var ends = new HashMap<Integer, Long>();
            Arrays.stream(text.split(","))
                    .map(it -> place(it).orElseThrow())
                    .forEach(it -> ends.put(it.partition(), it.offset()));
            return ends;
        } catch (IllegalArgumentException e) {
            throw new IntakeRefusal.BadCursor();
        }
    }

    private static <T> T look(Supplier<T> look) {
        try {
            return look.get();
        } catch (KafkaException e) {
            throw new IntakeRefusal.LogAway();
        }
    }
}
