package io.danggol.campaign;

import static io.danggol.campaign.Channel.EMAIL;
import static io.danggol.campaign.Channel.KAKAO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.MessageEvent;
import io.danggol.contracts.Topics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Everything that this service writes to the log is what contracts/ says.
@ServiceTest
@Staff
class ContractTest {
    private static final Map<String, String> SCHEMAS = Map.of(
            MessageEvent.TYPE, "message-event.v1.schema.json",
            ErasureReceipt.TYPE, "erasure-receipt.v1.schema.json");

    @Inject
    Scene scene;

    @Inject
    Log log;

    @Test
    void whatIsToldFitsItsSchemaAndNamesNobody() {
        scene.triggered("contract", KAKAO, EMAIL);
        var kim = scene.shopper(EMAIL, KAKAO);
        scene.enters(kim.id(), "contract");
        var nobody = scene.customer();
        scene.enters(nobody.id(), "contract");
        await().atMost(Duration.ofSeconds(45)).untilAsserted(() -> {
            assertThat(log.messageEvents(kim.id(), "sent")).hasSize(2);
            assertThat(log.messageEvents(kim.id(), "delivered")).hasSize(1);
            assertThat(log.messageEvents(nobody.id(), "decided")).hasSize(2);
        });
        var request = UUID.randomUUID();
        scene.send(
                Topics.ERASURES,
                request.toString(),
                ErasureOrdered.TYPE,
                new ErasureOrdered(request, List.of(nobody.id()), List.of(), World.NOW.instant()));
        await().atMost(Duration.ofSeconds(45))
                .untilAsserted(() -> assertThat(log.all())
                        .anyMatch(told -> told.body().path("requestId").asText().equals(request.toString())));

        var factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        for (var told : log.all()) {
            assertThat(SCHEMAS).containsKey(told.type());
            var schema =
                    factory.getSchema(ContractTest.class.getResourceAsStream("/schemas/" + SCHEMAS.get(told.type())));
            assertThat(schema.validate(told.body())).as(told.toString()).isEmpty();
            assertThat(told.body().toString()).doesNotContain("@shop.example", "김단골");
            assertThat(told.id()).isNotBlank();
        }
    }
}
