package io.danggol.chassis.bearer;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = SigningKeys.class, scope = TestResourceScope.GLOBAL)
class BearerTokensTest {
    private static String token(String name, String role, Instant expiry) {
        return Jwt.subject(name)
                .preferredUserName(name)
                .claim("realm_access", Map.of("roles", List.of(role)))
                .expiresAt(expiry)
                .sign();
    }

    private static String token(String name, String role) {
        return token(name, role, Instant.now().plusSeconds(300));
    }

    private static ValidatableResponse ask(String token) {
        return given().header("Authorization", "Bearer " + token).get("/bearer").then();
    }

    @Test
    void eachTokenStandsForItsOwnBearer() {
        var mary = token("mary", "marketer");
        var mina = token("mina", "marketer");
        var anna = token("anna", "analyst");
        for (var time = 0; time < 3; time++) {
            ask(mary).statusCode(200).body(equalTo("mary"));
            ask(mina).statusCode(200).body(equalTo("mina"));
            ask(anna).statusCode(403);
            given().get("/bearer").then().statusCode(401);
        }
    }

    @Test
    void aVerifiedTokenEndsWhenItSays() {
        var token = token("mary", "marketer", Instant.now().plusSeconds(10));
        ask(token).statusCode(200);
        ask(token).statusCode(200);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> ask(token).statusCode(401));
    }

    @Test
    void aTokenThatIsChangedIsRefusedAlsoAfterItWasVerified() {
        var token = token("mary", "marketer");
        ask(token).statusCode(200);
        var parts = token.split("\\.");
        var other = token("mina", "operator").split("\\.");
        ask(parts[0] + "." + other[1] + "." + parts[2]).statusCode(401);
        ask(parts[0] + "." + parts[1] + ".").statusCode(401);
        ask(token).statusCode(200);
    }
}
