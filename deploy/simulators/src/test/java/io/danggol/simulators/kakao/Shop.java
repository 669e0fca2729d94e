package io.danggol.simulators.kakao;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.simulators.Hooks;
import io.danggol.simulators.Simulators;
import io.danggol.simulators.SimulatorsConfig;
import io.danggol.simulators.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A shop with an account at the simulated provider, on a clock that stands at noon in Seoul.
final class Shop implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-23T03:00:00Z");
    static final NhnAccount LOCAL = SimulatorsConfig.LOCAL_ACCOUNT;

    final Hooks hooks = new Hooks();
    final Simulators simulators;
    final Web api;
    final Web phones;

    Shop(Path folder) throws IOException {
        var account = new NhnAccount(
                LOCAL.appKey(),
                LOCAL.secretKey(),
                LOCAL.senderKey(),
                LOCAL.profileName(),
                Optional.of(hooks.url()),
                LOCAL.webhookSignature());
        simulators = Simulators.start(new SimulatorsConfig(
                SimulatorsConfig.Ports.FREE, folder, Clock.fixed(NOON, ZoneOffset.UTC), account, Duration.ZERO));
        api = new Web(simulators.kakaoPort(), "X-Secret-Key", account.secretKey());
        phones = new Web(simulators.kakaoPort());
    }

    static String path(String path) {
        return "/brand-message/v1.0/appkeys/" + LOCAL.appKey() + path;
    }

    JsonNode send(Map<String, Object> request, String... headers) throws IOException, InterruptedException {
        return api.json("POST", path("/freestyle-messages"), request, headers);
    }

    /// Sends a text and gives the id of the request.
    String text(String content, String... numbers) throws IOException, InterruptedException {
        return send(textTo(content, numbers)).at("/message/requestId").asText();
    }

    static Map<String, Object> textTo(String content, String... numbers) {
        var request = new LinkedHashMap<String, Object>();
        request.put("senderKey", LOCAL.senderKey());
        request.put("chatBubbleType", "TEXT");
        request.put("content", content);
        request.put(
                "recipientList",
                List.of(numbers).stream()
                        .map(number ->
                                Map.of("recipientNo", number, "targeting", "I", "recipientGroupingKey", "k" + number))
                        .toList());
        return request;
    }

    JsonNode row(String requestId, int seq) throws IOException, InterruptedException {
        return api.get(path("/messages/" + requestId + "/" + seq)).get("message");
    }

    void control(Map<String, Object> change) throws IOException, InterruptedException {
        var answer = phones.call("PATCH", "/api/control", change);
        if (answer.statusCode() != 200) throw new AssertionError(answer.body());
    }

    /// Moves the clock.
    void ahead(Duration time) throws IOException, InterruptedException {
        control(Map.of("clockOffset", time.toString()));
    }

    JsonNode phone(String number) throws IOException, InterruptedException {
        return phones.get("/api/messages?to=" + number).get("items");
    }

    static int code(JsonNode answer) {
        return answer.at("/header/resultCode").asInt(Integer.MIN_VALUE);
    }

    @Override
    public void close() {
        simulators.close();
        hooks.close();
    }
}
