package io.danggol.tracking.customer;

import static io.danggol.tracking.testing.Events.body;
import static io.danggol.tracking.testing.Events.viewWithout;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.tracking.testing.PretendedProfiles;
import io.danggol.tracking.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@ServiceTest
@TestProfile(TracedContactTest.TracesOn.class)
class TracedContactTest {
    /// Spans are made, and told to nobody.
    public static final class TracesOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.exporter.otlp.endpoint", "");
        }
    }

    @ConfigProperty(name = "quarkus.rest-client.profile-service.url")
    String profiles;

    @Test
    @TestSecurity(user = "shop", roles = "ingest")
    void profileServiceIsAskedInTheTraceOfTheCall() {
        var event = viewWithout("visitorId");
        event.put("email", PretendedProfiles.EMAIL);

        given().header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .contentType("application/json")
                .body(body(event))
                .post("/v1/server/events")
                .then()
                .statusCode(202);

        assertThat(RestAssured.get(profiles + PretendedProfiles.ASKED_IN).asString())
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                .doesNotContain("b7ad6b7169203331")
                .endsWith("-01");
    }
}
