package io.danggol.recommendation.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ProfileMessage.EventRecorded;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.SuiteServers;
import io.danggol.recommendation.Log;
import io.danggol.recommendation.Suite;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class DeadLettersTest {
    @Inject
    Suite suite;

    @Inject
    Log log;

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(Topics.PROFILE_EVENTS, EventRecorded.TYPE, "no event"),
                Arguments.of(Topics.CONSENTS, ConsentsChanged.TYPE, "no consents"),
                Arguments.of(Topics.ERASURES, ErasureOrdered.TYPE, "no erasure"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCannotBeReadIsBuried(Topic topic, String type, String body) {
        var key = UUID.randomUUID().toString();

        suite.send(topic, key, type, body);

        assertBuried(topic, key, type, body);
    }

    @Test
    void whatFollowsAnUnreadableRecordIsTaken() {
        var unreadable = UUID.randomUUID().toString();
        var order = new ErasureOrdered(UUID.randomUUID(), List.of(UUID.randomUUID()), List.of(), Instant.now());

        suite.send(Topics.ERASURES, unreadable, ErasureOrdered.TYPE, "no erasure");
        suite.erase(order);

        assertBuried(Topics.ERASURES, unreadable, ErasureOrdered.TYPE, "no erasure");
        await().untilAsserted(() -> assertThat(log.of(
                        Topics.ERASURE_RECEIPTS, order.profileIds().getFirst().toString()))
                .hasSize(2));
    }

    private void assertBuried(Topic topic, String key, String type, String body) {
        await().untilAsserted(() -> assertThat(log.of(topic.dead(), key))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.type()).isEqualTo(type);
                    assertThat(log.body(letter).asText()).isEqualTo(body);
                }));
    }
}
