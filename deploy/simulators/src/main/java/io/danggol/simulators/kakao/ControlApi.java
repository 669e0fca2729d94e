package io.danggol.simulators.kakao;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.simulators.SimulatedClock;
import io.danggol.simulators.http.Answer;
import io.danggol.simulators.http.BadCall;
import io.danggol.simulators.http.Call;
import io.danggol.simulators.http.HttpEdge;
import io.danggol.simulators.http.Json;
import io.danggol.simulators.kakao.delivery.Provider;
import io.danggol.simulators.kakao.delivery.Provider.Row;
import io.danggol.simulators.kakao.delivery.Standing;
import io.danggol.simulators.kakao.image.UploadedImages;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// What a tester turns: delay, chaos, clock, opt-outs; and what the provider has really accepted.
final class ControlApi {
    private static final ObjectReader SETTINGS =
            Json.MAPPER.readerFor(Settings.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Provider provider;
    private final UploadedImages images;
    private final Webhooks webhooks;
    private final AtomicReference<Settings> settings;
    private final Settings initial;
    private final SimulatedClock clock;

    ControlApi(
            Provider provider,
            UploadedImages images,
            Webhooks webhooks,
            AtomicReference<Settings> settings,
            SimulatedClock clock) {
        this.provider = provider;
        this.images = images;
        this.webhooks = webhooks;
        this.settings = settings;
        this.initial = settings.get();
        this.clock = clock;
    }

    void routes(HttpEdge edge) {
        edge.route("GET", "/api/control", _ -> state())
                .route("PATCH", "/api/control", this::patch)
                .route("GET", "/api/control/accepted", this::accepted)
                .route("POST", "/api/control/opt-outs", this::optOut)
                .route("POST", "/api/control/reset", _ -> reset());
    }

    private Answer state() {
        var now = settings.get();
        var rows = provider.rows(_ -> true);
        var counts = new LinkedHashMap<String, Object>();
        counts.put("accepted", rows.size());
        counts.put(
                "waiting", rows.stream().filter(row -> row.standing().waiting()).count());
        counts.put(
                "arrived",
                rows.stream()
                        .filter(row -> row.standing().arrivedAt().isPresent())
                        .count());
        counts.put("webhooksDelivered", webhooks.delivered());
        counts.put("webhooksFailed", webhooks.failed());
        var state = Json.MAPPER.convertValue(now, Map.class);
        var answer = new LinkedHashMap<String, Object>();
        state.forEach((key, value) -> answer.put((String) key, value));
        answer.put("clock", clock.instant());
        answer.put("clockOffset", clock.offset());
        answer.put("counts", counts);
        return Answer.json(200, answer);
    }

    /// Merges the body into the settings, as RFC 7396 does; `clockOffset` moves the clock.
    private Answer patch(Call call) {
        var change = new LinkedHashMap<>(Json.object(call.body()));
        var offset = change.remove("clockOffset");
        try {
            var moved = offset == null ? clock.offset() : Json.MAPPER.convertValue(offset, Duration.class);
            settings.updateAndGet(now -> merged(now, change));
            clock.move(moved);
        } catch (IllegalArgumentException e) {
            return Answer.problem(
                    422,
                    "Not a setting",
                    e.getCause() instanceof JsonMappingException m ? m.getOriginalMessage() : e.getMessage());
        }
        return state();
    }

    private static Settings merged(Settings now, Map<String, Object> change) {
        ObjectNode tree = Json.MAPPER.valueToTree(now);
        JsonNode patch = Json.MAPPER.valueToTree(change);
        if (change.get("chaos") != null) tree.putNull("chaos");
        try {
            return SETTINGS.readValue(Json.MAPPER.updateValue(tree, patch));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Answer accepted(Call call) {
        var number = call.query("to").map(Orders::digits);
        var key = call.query("recipientGroupingKey");
        var rows = provider.rows(sent -> (number.isEmpty() || sent.number().equals(number.get()))
                && (key.isEmpty() || key.get().equals(sent.groupingKey())));
        var repeated = rows.stream()
                .filter(row -> row.sent().groupingKey() != null)
                .collect(Collectors.groupingBy(
                        row -> row.sent().groupingKey(), LinkedHashMap::new, Collectors.counting()));
        repeated.values().removeIf(times -> times == 1);
        var limit = call.query("limit", 50, 1, 10_000);
        var answer = new LinkedHashMap<String, Object>();
        answer.put(
                "items",
                rows.reversed().stream().limit(limit).map(ControlApi::json).toList());
        answer.put("total", rows.size());
        answer.put("repeatedRecipientGroupingKeys", repeated);
        return Answer.json(200, answer);
    }

    private static Map<String, Object> json(Row row) {
        var json = new LinkedHashMap<String, Object>();
        json.put("requestId", row.sent().requestId());
        json.put("recipientSeq", row.sent().seq());
        json.put("recipientNo", row.sent().number());
        json.put("senderGroupingKey", row.sent().senderGroupingKey());
        json.put("recipientGroupingKey", row.sent().groupingKey());
        json.put("acceptedAt", row.sent().acceptedAt());
        json.put("sendAt", row.sent().sendAt());
        json.put("messageStatus", Rows.status(row.standing()));
        json.put(
                "resultCode",
                row.standing() instanceof Standing.Resolved resolved
                        ? resolved.code().code()
                        : null);
        json.put("afterOptOut", row.sent().afterOptOut());
        return json;
    }

    private Answer optOut(Call call) {
        if (!(Json.object(call.body()).get("to") instanceof String to)
                || Orders.digits(to).isEmpty()) throw new BadCall("to: expected a phone number");
        webhooks.tell(List.of(
                provider.optOut(Orders.digits(to), settings.get().sender().unsubscribePhoneNumber())));
        return Answer.noContent();
    }

    private Answer reset() {
        provider.reset();
        images.reset();
        settings.set(initial);
        clock.move(Duration.ZERO);
        return Answer.noContent();
    }
}
