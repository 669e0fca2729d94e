package io.danggol.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final UUID ID = UUID.fromString("0193a6b2-0000-7000-8000-000000000001");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();
    private static final StorefrontEvent EVENT = new StorefrontEvent(
            "e-1",
            StorefrontEvent.BROWSER,
            "add_to_cart",
            "v_1",
            "ab".repeat(32),
            "s_1",
            1,
            NOW,
            NOW,
            new StorefrontEvent.Consent(true, true),
            new StorefrontEvent.Context(
                    "https://shop.example/p/1",
                    "구두 👞",
                    "https://m.facebook.com/",
                    "ko-KR",
                    new StorefrontEvent.Utm("facebook", "cpc", "fall", "", ""),
                    "facebook",
                    "mobile"),
            "KRW",
            new BigDecimal("39000"),
            List.of(new StorefrontEvent.Item(
                    "P1",
                    "구두",
                    "단골",
                    "270",
                    "신발",
                    "구두",
                    "a",
                    "b",
                    "c",
                    BigDecimal.TEN,
                    BigDecimal.ONE,
                    BigDecimal.ZERO,
                    "c",
                    0)),
            Map.of("search_term", "구두"));

    static Stream<Object> everyMessage() {
        return Stream.of(
                EVENT,
                new RejectedEvent(
                        "browser", NOW, Map.of(), Map.of("type", "t", "title", "t", "status", 422, "detail", "d")),
                new ProfileMessage.EventRecorded(ID, "v_1", EVENT),
                new ProfileMessage.EventMoved(ID, ID, "v_1", EVENT),
                new ProfileMessage.ProfileChanged(
                        ID,
                        1,
                        new ProfileMessage.Traits(
                                NOW,
                                NOW,
                                1,
                                BigDecimal.TEN,
                                BigDecimal.TEN,
                                "KRW",
                                NOW,
                                List.of(new ProfileMessage.CategoryShare("신발", 0.5)),
                                "low",
                                "direct",
                                "mobile",
                                List.of(new ProfileMessage.CartItem("P1", BigDecimal.ONE))),
                        List.of(ID),
                        false),
                new ProfileMessage.ProfileMerged(ID, ID, NOW),
                new ProfileMessage.ProfileUnmerged(ID, ID, NOW),
                new ProfileMessage.ClockAdvanced(NOW),
                new ConsentsChanged(
                        ID, 1, List.of(new ConsentsChanged.State("v_1", "marketing", "kakao", "granted", NOW))),
                new ErasureOrdered(ID, List.of(ID), List.of("ab".repeat(32)), NOW),
                new ErasureReceipt(ID, "segment", "history", 0, NOW),
                new SegmentMembership(ID, "vip", true, NOW, 1, "사유", "e-1", SegmentMembership.Cause.EVENT),
                new Product(
                        "P1",
                        "구두",
                        "단골",
                        "신발",
                        "구두",
                        "옥스퍼드",
                        BigDecimal.TEN,
                        BigDecimal.ONE,
                        "KRW",
                        3L,
                        "https://shop.example/p/1",
                        "https://shop.example/p/1.svg",
                        "P0",
                        Map.of("색", "검정"),
                        List.of("P2"),
                        false),
                new MessageEvent(
                        ID,
                        MessageEvent.Kind.SENT,
                        ID,
                        "cart",
                        "first",
                        "kakao",
                        "e-1",
                        "sent",
                        "ok",
                        NOW,
                        "https://x"));
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void everyMessageMeetsItsSchemaAndTheSchemaKnowsNoOtherField(Object message) throws Exception {
        var schema = schemaOf(message);

        var body = JSON.valueToTree(message);

        assertThat(schema.validate(body)).isEmpty();
        assertThat(fieldNames(schema.getSchemaNode().get("properties"))).isEqualTo(fieldNames(body));
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void aFieldThatNobodyKnowsIsRefused(Object message) throws Exception {
        ObjectNode body = JSON.valueToTree(message);

        body.put("surprise", 1);

        assertThat(schemaOf(message).validate(body)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void aMessageIsReadBackAsItWasWritten(Object message) throws Exception {
        var body = JSON.writeValueAsString(message);

        assertThat(JSON.readValue(body, message.getClass())).isEqualTo(message);
    }

    @Test
    void everyRecordOfAMessageHasASample() {
        var sampled = everyMessage().map(Object::getClass).toList();

        assertThat(sampled).containsAll(Arrays.asList(messageClasses()));
    }

    private static Class<?>[] messageClasses() {
        return Stream.of(ProfileMessage.class.getPermittedSubclasses()).toArray(Class<?>[]::new);
    }

    private static JsonSchema schemaOf(Object message) throws Exception {
        var type = (String) message.getClass().getField("TYPE").get(null);
        var name = type.substring(type.lastIndexOf('.', type.lastIndexOf('.') - 1) + 1);
        return JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        builder -> builder.schemaMappers(
                                mappers -> mappers.mapPrefix("https://danggol.io/schemas", "classpath:schemas")))
                .getSchema(SchemaLocation.of("https://danggol.io/schemas/" + name + ".schema.json"));
    }

    private static List<String> fieldNames(JsonNode node) {
        return node.propertyStream().map(Map.Entry::getKey).sorted().toList();
    }

    @Test
    void recordsCarryNoComponentThatIsNeverWritten() {
        assertThat(everyMessage()
                        .flatMap(message -> Stream.of(message.getClass().getRecordComponents())))
                .extracting(RecordComponent::getName)
                .doesNotContain("email", "phone", "address");
    }
}
