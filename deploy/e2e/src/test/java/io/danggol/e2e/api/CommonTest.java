package io.danggol.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.WithSuite;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What API.md says of every service.
@WithSuite
class CommonTest {
    /// Paths that the first release leaves for later.
    private record Later(String method, String service, String path, String role) {}

    private static final List<Later> LATER = List.of(
            new Later("POST", "tracking", "/v1/track", ""),
            new Later("POST", "tracking", "/v1/batch", ""),
            new Later("POST", "tracking", "/mp/collect", ""),
            new Later("POST", "tracking", "/debug/mp/collect", ""),
            new Later("GET", "tracking", "/v1/rejected-events", "operator"),
            new Later("POST", "tracking", "/v1/rejected-events/replay", "operator"),
            new Later("POST", "profile", "/v1/imports", "operator"),
            new Later("POST", "recommendation", "/chatbot/kakao/recommendations", ""),
            new Later("GET", "recommendation", "/v1/quality", "analyst"),
            new Later("GET", "campaign", "/v1/coupons", "marketer"),
            new Later("POST", "campaign", "/webhooks/solapi", ""));

    @Test
    void everyReplicaIsHealthyAndMeasured(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        for (var service : Outside.services()) {
            for (var probe : List.of("live", "ready", "started"))
                assertThat(outside.get(service, "/q/health/" + probe)
                                .send()
                                .is(200)
                                .body()
                                .path("status")
                                .asText())
                        .isEqualTo("UP");
            assertThat(outside.get(service, "/q/metrics").send().is(200).text()).contains("jvm_");
        }
    }

    @Test
    void everyServicePublishesWhatItImplements(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        for (var service : Outside.services()) {
            var document = outside.get(service, "/q/openapi?format=json").send().is(200);
            assertThat(document.body().path("paths").size()).as(service).isPositive();
        }
    }

    @Test
    void whatIsLeftForLaterIsAbsentOrSaysSo(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        for (var later : LATER) {
            var documented = outside.get(later.service(), "/q/openapi?format=json")
                    .send()
                    .body()
                    .path("paths")
                    .has(later.path());
            if (documented) continue;
            var ask = outside.call(later.method(), later.service(), later.path());
            if (!later.role().isEmpty()) ask.as(later.role());
            var said =
                    later.method().equals("GET") ? ask.send() : ask.fromPage().send("{}");
            assertThat(said.status()).as(later.toString()).isIn(404, 501);
        }
    }

    @Test
    void whatIsNotThereIsAProblem(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        for (var service : Outside.services())
            outside.get(service, "/v1/no-such-thing").as("marketer").send().isProblem(404);
    }

    @Test
    void aTokenThatNobodyIssuedIsNoCredential(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        for (var call : List.of(
                outside.get("profile", "/v1/access-log"),
                outside.get("segment", "/v1/segments"),
                outside.get("recommendation", "/v1/placements"),
                outside.get("campaign", "/v1/campaigns"),
                outside.post("tracking", "/v1/server/events")))
            assertThat(call.with("Authorization", "Bearer not.a.token").send().status())
                    .isEqualTo(401);
    }

    @Test
    void listsSayHowManyAndWhereToGoOn(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var first = outside.get("segment", "/v1/segments?limit=2")
                .as("marketer")
                .send()
                .is(200)
                .body();
        assertThat(first.path("items")).hasSize(2);

        var cursor = first.path("nextCursor").asText();
        var second = outside.get(
                        "segment",
                        "/v1/segments?limit=2&cursor="
                                + java.net.URLEncoder.encode(cursor, java.nio.charset.StandardCharsets.UTF_8))
                .as("marketer")
                .send()
                .is(200)
                .body();

        assertThat(second.path("items"))
                .hasSize(2)
                .doesNotContain(first.path("items").path(0), first.path("items").path(1));
        for (var wrong : List.of("limit=0", "limit=501", "limit=many", "cursor=%00nonsense"))
            assertThat(outside.get("segment", "/v1/segments?" + wrong)
                            .as("marketer")
                            .send()
                            .status())
                    .as(wrong)
                    .isBetween(400, 499);
    }
}
