package io.danggol.chassis.trace;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/// Nothing is turned on: what comes in goes on as it came.
@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class TracesOffTest {
    private static final String SOME = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Inject
    Traces traces;

    @Test
    void aCallsTraceIsPassedOn() {
        assertThat(given().header("traceparent", SOME).get("/trace/c-1").asString())
                .isEqualTo(SOME);
        assertThat(given().header("traceparent", "nonsense").get("/trace/c-1").asString())
                .isEmpty();
    }

    @Test
    void aDecisionCarriesTheTraceOfItsCause() {
        assertThat(traces.decided("decide membership", "cart", "entered", SOME)).isSameAs(SOME);
        assertThat(traces.<String, RuntimeException>within("deliver", "email", SOME, () -> "done"))
                .isEqualTo("done");
    }
}
