package io.danggol.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.e2e.suite.Database;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.WithSuite;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A replica of recommendation-service that gets no answer from its database in time asks again, and becomes ready.
/// Until then it answers nothing: half a catalogue makes half an answer, and who refused is not known yet.
@WithSuite
class SlowDatabaseTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String QUESTION = "/v1/recommendations?placement=home&key=demo-key";

    @Test
    void aReplicaWaitsUntilItsDatabaseAnswers(RunningSuite suite) throws Exception {
        var database = new Database(suite, "recommendation");
        try (var lock = database.lock("placement");
                var service = Replica.start(suite, "recommendation", Map.of())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(service.printed()).contains("no placements yet"));
            assertThat(service.isReady()).isFalse();
            var early = service.get(QUESTION);
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.body()).contains("not-ready");
            assertThat(early.headers().firstValue("Retry-After")).hasValue("1");

            lock.rollback();

            await().atMost(PATIENCE).until(service::isReady);
            assertThat(service.get(QUESTION).statusCode()).isEqualTo(200);
        }
    }
}
