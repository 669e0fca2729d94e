package io.danggol.campaign;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.ProfileMessage.EventRecorded;
import io.danggol.contracts.ProfileMessage.ProfileMerged;
import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.SegmentMembership.Cause;
import io.danggol.contracts.Topics;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Messages on the shop's pages.
@ServiceTest
@Staff
class OnsiteTest {
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    @Inject
    Scene scene;

    @Inject
    Identities identities;

    @Test
    void aPageGetsMessagesWithWhatLiesInThisBrowsersCart() {
        onsite("onsite-cart", "\"pageUrl\":\"/cart-a*\",\"on\":\"leave_intent\"", "");
        scene.product("P1", "하늘색 구두", 39_000);
        var visitor = visitor(true);
        scene.cart(identities.profileOfVisitor(visitor), "P1", "P2");

        await().atMost(A_WHILE)
                .untilAsserted(() -> ask(visitor, "https://shop.example/cart-a?x=1", "leave_intent")
                        .statusCode(200)
                        .body("items", hasSize(1))
                        .body("items[0].campaignId", is("onsite-cart"))
                        .body("items[0].form", is("popup"))
                        .body("items[0].title", is("장바구니에 2개"))
                        .body("items[0].actions[0].url", is("/cart"))
                        .body("items[0].recommendations", hasSize(2))
                        .body("items[0].recommendations[0].item_id", is("R1")));
        ask(visitor, "https://shop.example/", "leave_intent").body("items", hasSize(0));
        ask(visitor, "https://shop.example/cart-a", "scroll").body("items", hasSize(0));
    }

    @Test
    void withoutConsentNothingOfTheVisitorIsUsed() {
        onsite("onsite-consent", "\"pageUrl\":\"/consent*\"", "");
        scene.active("onsite-plain", """
                {"key":"onsite-plain","kind":"onsite",
                 "content":{"onsite":{"form":"bar","title":"{shop.name} 무료 배송","pageUrl":"/consent*"}}}""");
        var refused = visitor(false);
        var silent = "v_" + UUID.randomUUID();
        for (var visitor : List.of(refused, silent)) scene.cart(identities.profileOfVisitor(visitor), "P1");

        for (var visitor : List.of(refused, silent)) {
            await().atMost(A_WHILE)
                    .untilAsserted(() -> ask(visitor, "https://shop.example/consent", "")
                            .body("items", hasSize(1))
                            .body("items[0].campaignId", is("onsite-plain"))
                            .body("items[0].title", is("단골마켓 무료 배송")));
        }
    }

    @Test
    void whereTheLedgerHoldsNothingTheBrowsersLatestEventDecides() {
        onsite("onsite-flag", "\"pageUrl\":\"/flag*\"", "");
        var visitor = "v_" + UUID.randomUUID();
        var profile = identities.profileOfVisitor(visitor);
        scene.cart(profile, "P1");
        var now = World.NOW.instant();

        says(profile, visitor, now.minusSeconds(60), true);
        await().atMost(A_WHILE)
                .untilAsserted(
                        () -> ask(visitor, "https://shop.example/flag", "").body("items", hasSize(1)));
        says(profile, visitor, now.minusSeconds(30), false);
        await().atMost(A_WHILE)
                .untilAsserted(
                        () -> ask(visitor, "https://shop.example/flag", "").body("items", hasSize(0)));
        says(profile, visitor, now.minusSeconds(60), true);
        says(profile, "v_another", now, true);
        scene.consents(profile, List.of());
        ask(visitor, "https://shop.example/flag", "").body("items", hasSize(0));
        scene.consents(profile, List.of(new ConsentsChanged.State(visitor, "personalization", null, "granted", now)));
        ask(visitor, "https://shop.example/flag", "").body("items", hasSize(1));
        says(profile, visitor, now.plusSeconds(5), true);
        scene.consents(
                profile,
                List.of(new ConsentsChanged.State(visitor, "personalization", null, "withdrawn", now.plusSeconds(1))));
        ask(visitor, "https://shop.example/flag", "").body("items", hasSize(0));
    }

    private void says(UUID profile, String visitor, Instant at, boolean personalization) {
        scene.send(
                Topics.PROFILE_EVENTS,
                profile.toString(),
                EventRecorded.TYPE,
                new EventRecorded(profile, visitor, Scene.event("page_view", "browser", visitor, at, personalization)));
    }

    @Test
    void theVisitorIdAloneTellsNothingOfTheCustomer() {
        onsite("onsite-token", "\"pageUrl\":\"/token*\"", "");
        var visitor = visitor(true);
        var customerId = "customer-" + UUID.randomUUID();
        var customer = identities.profileOfCustomer(identities.customerHash(customerId));
        scene.consents(
                customer,
                List.of(new ConsentsChanged.State(null, "personalization", null, "granted", World.NOW.instant())));
        scene.cart(customer, "P1", "P2", "P3");
        scene.cart(identities.profileOfVisitor(visitor), "P1");
        await().atMost(A_WHILE)
                .untilAsserted(
                        () -> ask(visitor, "https://shop.example/token", "").body("items[0].title", is("장바구니에 1개")));

        var merged = new ProfileMerged(identities.profileOfVisitor(visitor), customer, World.NOW.instant());
        for (var key : List.of(merged.from(), merged.into()))
            scene.send(Topics.PROFILE_EVENTS, key.toString(), ProfileMerged.TYPE, merged);

        await().atMost(A_WHILE)
                .untilAsserted(
                        () -> ask(visitor, "https://shop.example/token", "").body("items", hasSize(0)));
        var now = World.NOW.instant();
        var token = Jwt.subject(customerId)
                .issuedAt(now)
                .expiresAt(now.plusSeconds(600))
                .signWithSecret(World.SECRET);
        await().atMost(A_WHILE)
                .untilAsserted(() -> given().header("X-Danggol-Key", "test-key")
                        .header("X-Danggol-Customer", token)
                        .queryParam("visitorId", visitor)
                        .queryParam("pageUrl", "https://shop.example/token")
                        .get("/v1/onsite-messages")
                        .then()
                        .body("items[0].title", is("장바구니에 3개")));
    }

    @Test
    void aSegmentsMembersSeeItAndNoMoreOftenThanTheCapAllows() {
        onsite(
                "onsite-segment",
                "\"pageUrl\":\"/segment*\"",
                ",\"audience\":{\"segment\":\"onsite-vip\"},\"cap\":{\"limit\":2,\"window\":\"P1D\"}");
        var member = visitor(true);
        var other = visitor(true);
        for (var visitor : List.of(member, other)) scene.cart(identities.profileOfVisitor(visitor), "P1");
        scene.tell(new SegmentMembership(
                identities.profileOfVisitor(member),
                "onsite-vip",
                true,
                World.NOW.instant(),
                scene.revision(),
                "",
                null,
                Cause.BACKFILL));

        await().atMost(A_WHILE)
                .untilAsserted(
                        () -> ask(member, "https://shop.example/segment", "").body("items", hasSize(1)));
        ask(member, "https://shop.example/segment", "").body("items", hasSize(1));
        ask(member, "https://shop.example/segment", "").body("items", hasSize(0));
        ask(other, "https://shop.example/segment", "").body("items", hasSize(0));
    }

    @Test
    void aCallNeedsAKeyAnAllowedOriginAndAVisitor() {
        given().queryParam("visitorId", "v_1").get("/v1/onsite-messages").then().statusCode(401);
        given().header("X-Danggol-Key", "wrong")
                .queryParam("visitorId", "v_1")
                .get("/v1/onsite-messages")
                .then()
                .statusCode(401);
        given().header("X-Danggol-Key", "test-key")
                .header("Origin", "https://evil.example")
                .queryParam("visitorId", "v_1")
                .get("/v1/onsite-messages")
                .then()
                .statusCode(403);
        given().header("X-Danggol-Key", "test-key")
                .get("/v1/onsite-messages")
                .then()
                .statusCode(400);
        given().header("X-Danggol-Key", "test-key")
                .queryParam("visitorId", "x".repeat(65))
                .get("/v1/onsite-messages")
                .then()
                .statusCode(400);
    }

    private void onsite(String key, String more, String campaign) {
        scene.active(key, """
                {"key":"%s","kind":"onsite",
                 "content":{"onsite":{"form":"popup","title":"장바구니에 {cart.count}개","body":"{cart.first 이/가} 기다려요",%s,
                            "actions":[{"text":"보러 가기","url":"/cart"}],"placement":"cart"}}%s}""".formatted(key, more, campaign));
    }

    /// A browser that decided about personalization.
    private String visitor(boolean agrees) {
        var visitor = "v_" + UUID.randomUUID();
        scene.consents(
                identities.profileOfVisitor(visitor),
                List.of(new ConsentsChanged.State(
                        visitor, "personalization", null, agrees ? "granted" : "withdrawn", World.NOW.instant())));
        return visitor;
    }

    private static io.restassured.response.ValidatableResponse ask(String visitor, String page, String trigger) {
        return given().header("X-Danggol-Key", "test-key")
                .header("Origin", "https://shop.example")
                .queryParam("visitorId", visitor)
                .queryParam("pageUrl", page)
                .queryParam("trigger", trigger)
                .get("/v1/onsite-messages")
                .then();
    }
}
