package io.danggol.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.Staff;
import io.danggol.e2e.suite.WithSuite;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who was erased stays erased, whatever was under way and whatever is said again.
@Tag("fault")
@WithSuite
class ErasureInFlightTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Caller OFFICER = new Caller.Role("privacy-officer");
    private static final Caller ANALYST = new Caller.Role("analyst");

    @Test
    void whoIsErasedWhileTheirEventsAreUnderWayStaysErasedAfterAReplay(RunningSuite suite) throws Exception {
        var client = suite.client();
        var staff = new Staff(client);
        var gone = Shopper.unknown(client);
        var stays = Shopper.unknown(client);
        for (var shopper : List.of(gone, stays)) {
            shopper.signUp();
            shopper.agree("email");
            shopper.does("view_item", "P1201");
        }
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(staff.timeline(gone.customerId())).hasSize(1);
            assertThat(staff.timeline(stays.customerId())).hasSize(1);
        });
        var profile = staff.profileId(gone.customerId());
        String request;

        try (var _ = suite.freeze("segment");
                var _ = suite.freeze("segment-2");
                var _ = suite.freeze("recommendation");
                var _ = suite.freeze("recommendation-2");
                var _ = suite.freeze("campaign");
                var _ = suite.freeze("campaign-2")) {
            for (var i = 0; i < 40; i++) gone.does(i % 2 == 0 ? "view_item" : "add_to_cart", "P12" + (10 + i));
            stays.does("view_item", "P1203");
            request = client.post(
                            OFFICER,
                            "profile",
                            "/v1/privacy-requests",
                            Map.of("type", "erasure", "subject", Map.of("customerId", gone.customerId())))
                    .orFail("erasure")
                    .body()
                    .path("id")
                    .asText();
        }

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(receipts(client, request))
                        .containsExactlyInAnyOrder("tracking", "profile", "segment", "recommendation", "campaign"));
        // The first replica of recommendation-service to forget gives the receipt; the others do at the same time.
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> nothingIsLeft(client, gone, profile));
        client.get(OFFICER, "profile", "/v1/privacy-requests/" + request + "/certificate")
                .orFail("certificate");

        client.post(new Caller.Role("operator"), "profile", "/v1/archive/replays", Map.of())
                .orFail("replay");

        suite.awaitQuiet();
        nothingIsLeft(client, gone, profile);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(staff.timeline(stays.customerId())).hasSize(2));
    }

    private static HashSet<String> receipts(SuiteClient client, String request) throws Exception {
        var body = client.get(OFFICER, "profile", "/v1/privacy-requests/" + request)
                .orFail("privacy request")
                .body();
        assertThat(body.path("state").asText()).isEqualTo("done");
        return new HashSet<>(Staff.texts(body.path("receipts"), "service").stream()
                .map(name -> name.replace("-service", ""))
                .toList());
    }

    private static void nothingIsLeft(SuiteClient client, Shopper gone, String profile) throws Exception {
        for (var query : List.of("customerId=" + gone.customerId(), "visitorId=" + gone.visitorId()))
            assertThat(client.get(ANALYST, "profile", "/v1/profiles?" + query).status())
                    .isEqualTo(404);
        assertThat(client.get(new Caller.Role("operator"), "profile", "/v1/profiles?email=" + gone.email())
                        .status())
                .isEqualTo(404);
        assertThat(client.get(ANALYST, "segment", "/v1/profiles/" + profile + "/segments")
                        .status())
                .isEqualTo(404);
        var recent = client.get(
                        new Caller.Customer(gone.customerId()),
                        "recommendation",
                        "/v1/recommendations?placement=recently_viewed&visitorId=" + gone.visitorId())
                .orFail("recently viewed")
                .body();
        assertThat(recent.path("items")).isEmpty();
        assertThat(Staff.items(client.get(ANALYST, "campaign", "/v1/decisions?profileId=" + profile)
                        .orFail("decisions")
                        .body()))
                .isEmpty();
    }
}
