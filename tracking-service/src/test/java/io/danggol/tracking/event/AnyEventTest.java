package io.danggol.tracking.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.danggol.contracts.RejectedEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Thousands of events, most of them wrong in some places: none may break intake, and what goes to the log is always
/// what `contracts` promises.
class AnyEventTest {
    private static final int EVENTS = 20_000;
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private static final List<String> FIELDS = List.of(
            "id",
            "name",
            "visitorId",
            "sessionId",
            "sessionNumber",
            "occurredAt",
            "sentAt",
            "customerId",
            "email",
            "phone",
            "consent",
            "context",
            "currency",
            "value",
            "items",
            "params",
            "unheard_of");
    private static final List<Object> ODDITIES = new ArrayList<>(List.of(
            "",
            " ",
            "구두 👞",
            "kim@example.com",
            "010-1234-5678",
            "x".repeat(1025),
            "가".repeat(70),
            "\u0000",
            "\ud800x",
            "\udc00",
            "1970-01-01T00:00:00Z",
            "2100-01-01T00:00:00+09:00",
            "NaN",
            "javascript:alert(1)",
            "https://",
            "://",
            "https://kim:pw@shop.example/p?utm_source=x&y=1#z",
            -1,
            0,
            1,
            Long.MAX_VALUE,
            BigInteger.TEN.pow(90)));

    static {
        ODDITIES.addAll(List.of(
                new BigDecimal("1e999999999"),
                new BigDecimal("1e-999999999"),
                new BigDecimal("-0.001"),
                true,
                false,
                List.of(),
                Map.of(),
                List.of("x", 1),
                Map.of("analytics", true),
                Map.of("item_id", "P1", "price", 1)));
        ODDITIES.add(null);
    }

    private static Map<String, Object> good() {
        return new HashMap<>(Map.of(
                "id",
                "e-1",
                "name",
                "purchase",
                "visitorId",
                "v_1",
                "consent",
                Map.of("analytics", true, "personalization", false),
                "context",
                new HashMap<>(Map.of("pageUrl", "https://shop.example/p/1", "utm", new HashMap<>())),
                "value",
                new BigDecimal("39000"),
                "items",
                List.of(new HashMap<>(Map.of("item_id", "P1", "price", 39000))),
                "params",
                new HashMap<>(Map.of("transaction_id", "T-1"))));
    }

    private static Map<String, Object> mutated(RandomGenerator random) {
        var event = good();
        for (var changes = random.nextInt(4); changes > 0; changes--) {
            var oddity = ODDITIES.get(random.nextInt(ODDITIES.size()));
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> event.put(FIELDS.get(random.nextInt(FIELDS.size())), oddity);
                case 3 ->
                    put(
                            event.get("context"),
                            List.of("pageUrl", "pageTitle", "referrer", "locale", "utm"),
                            oddity,
                            random);
                case 4 ->
                    put(
                            event.get("params"),
                            List.of("transaction_id", "search_term", "part", "coupon"),
                            oddity,
                            random);
                default -> {
                    if (event.get("items") instanceof List<?> items && !items.isEmpty()) {
                        put(
                                items.getFirst(),
                                List.of("item_id", "item_name", "price", "quantity", "index"),
                                oddity,
                                random);
                    }
                }
            }
        }
        return event;
    }

    @SuppressWarnings("unchecked")
    private static void put(Object object, List<String> names, Object oddity, RandomGenerator random) {
        if (object instanceof HashMap<?, ?> map) {
            ((HashMap<String, Object>) map).put(names.get(random.nextInt(names.size())), oddity);
        }
    }

    private static JsonSchema schema(String name) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(AnyEventTest.class.getResourceAsStream("/schemas/" + name + ".v1.schema.json"));
    }

    @Test
    void whateverComesIsJudgedAndWhatIsWrittenKeepsTheContract() throws Exception {
        var seed = System.nanoTime();
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var acceptedSchema = schema("event-accepted");
        var rejectedSchema = schema("event-rejected");
        var accepted = 0;
        for (var i = 0; i < EVENTS; i++) {
            var json = mutated(random);
            var sender = random.nextBoolean() ? Sender.BROWSER : Sender.SERVER;
            switch (judged(json, sender)) {
                case Verdict.Accepted(var event) -> {
                    accepted++;
                    var written = JSON.writeValueAsString(event);
                    assertThat(acceptedSchema.validate(JSON.readTree(written)))
                            .as("seed %d: %s", seed, json)
                            .isEmpty();
                    assertThat(written).as("seed %d", seed).doesNotContain("kim@", "010-1234-5678", "kim:pw");
                }
                case Verdict.Rejected(var refused) -> {
                    var problem = Map.<String, Object>of(
                            "type", "t", "title", refused.reason().title(), "status", 422);
                    var copy = new RejectedEvent(sender.source(), NOW, RefusedCopy.of(json), problem);
                    var written = JSON.writeValueAsString(copy);
                    assertThat(rejectedSchema.validate(JSON.readTree(written)))
                            .as("seed %d: %s", seed, json)
                            .isEmpty();
                    assertThat(written).as("seed %d", seed).doesNotContain("kim@", "010-1234-5678", "kim:pw");
                }
                case Verdict.Unconsented _ -> {}
            }
        }
        assertThat(accepted).as("seed %d", seed).isGreaterThan(EVENTS / 10);
    }

    private static Verdict judged(Map<String, Object> json, Sender sender) {
        return switch (EventForm.read(json, sender)) {
            case Reading.Read(var draft) ->
                Verdict.of(draft, new Proof.Nobody(), new Arrival(sender, NOW, "Mozilla/5.0"));
            case Reading.Unreadable(var refused) -> new Verdict.Rejected(refused);
        };
    }
}
