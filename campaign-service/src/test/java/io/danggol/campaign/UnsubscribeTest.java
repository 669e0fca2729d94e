package io.danggol.campaign;

import static io.danggol.campaign.Channel.EMAIL;
import static io.danggol.campaign.Channel.KAKAO;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.danggol.chassis.identity.Identities;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R3, R13, R36, R38: the links of a message, above all the way out.
@ServiceTest
@Staff
class UnsubscribeTest {
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    @Inject
    Scene scene;

    @Inject
    Log log;

    @Inject
    Identities identities;

    @Test
    void aScannersGetChangesNothingAndOnePostIsEnough() {
        var key = "unsubscribe-1";
        scene.triggered(key, EMAIL, KAKAO);
        var kim = scene.shopper(EMAIL, KAKAO);
        scene.enters(kim.id(), key);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(1));
        var path = unsubscribe(kim);

        given().get(path).then().statusCode(200).contentType("text/html;charset=UTF-8");
        assertThat(log.messageEvents(kim.id(), "unsubscribed")).isEmpty();
        for (var i = 0; i < 3; i++)
            given().contentType("application/x-www-form-urlencoded")
                    .body("List-Unsubscribe=One-Click")
                    .post(path)
                    .then()
                    .statusCode(200);

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(log.messageEvents(kim.id(), "unsubscribed"))
                        .singleElement()
                        .satisfies(event ->
                                assertThat(event.path("channel").asText()).isEqualTo("email")));
        scene.enters(kim.id(), key);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(Scene.decisions(kim.id()))
                        .filteredOn(decision -> decision.get("outcome").equals("withheld"))
                        .singleElement()
                        .satisfies(decision -> {
                            assertThat(decision).containsEntry("channel", "email");
                            assertThat(decision.get("reason")).hasFieldOrPropertyWithValue("code", "suppressed");
                        }));
        assertThat(World.mails(kim.email())).hasSize(1);
    }

    @Test
    void aLaterGrantInTheLedgerLiftsTheRefusalAndAnEarlierOneDoesNot() {
        var key = "unsubscribe-2";
        scene.triggered(key, EMAIL);
        var kim = scene.shopper(EMAIL);
        scene.enters(kim.id(), key);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(1));
        given().post(unsubscribe(kim)).then().statusCode(200);

        scene.consents(kim, World.NOW.instant().minusSeconds(3600), EMAIL);
        scene.enters(kim.id(), key);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(Scene.decisions(kim.id())).hasSize(2));
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(Scene.decisions(kim.id()))
                        .first()
                        .satisfies(decision -> assertThat(decision).containsEntry("outcome", "withheld")));
        scene.consents(kim, World.NOW.instant().plusSeconds(1), EMAIL);
        await().atMost(A_WHILE).untilAsserted(() -> {
            scene.enters(kim.id(), key);
            assertThat(World.mails(kim.email())).hasSizeGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void whatIsStillInTheQueueIsNotSentAfterARefusal() {
        var key = "unsubscribe-3";
        scene.triggered(key, EMAIL);
        var kim = scene.shopper(EMAIL);
        scene.enters(kim.id(), key);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(1));
        var path = unsubscribe(kim);
        World.profileService(false);
        try {
            for (var i = 0; i < 20; i++) scene.enters(kim.id(), key);
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(Scene.decisions(kim.id()))
                            .filteredOn(decision -> decision.get("outcome").equals("deferred"))
                            .hasSize(20));
            given().post(path).then().statusCode(200);
        } finally {
            World.profileService(true);
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Scene.decisions(kim.id()))
                        .filteredOn(decision -> decision.get("outcome").equals("withheld"))
                        .hasSize(20));
        assertThat(World.mails(kim.email())).hasSize(1);
    }

    /// R32: who calls the toll-free number gets no more KakaoTalk messages; a mail is another channel.
    @Test
    void whoRefusesByThe080NumberGetsNoMoreKakaoMessages() {
        var key = "unsubscribe-080";
        scene.triggered(key, EMAIL, KAKAO);
        var hash = identities.customerHash("customer-080");
        var kim = scene.customer(identities.profileOfCustomer(hash));
        World.numberOf(hash, kim.phone());
        scene.cart(kim.id(), "P1");
        scene.consents(kim, EMAIL, KAKAO);
        var hook = """
                {"event":"UNSUBSCRIBE","productName":"SMS","appKey":"app-key",
                 "hooks":[{"hookId":"refusal-1","recipientNo":"%s","unsubscribeNo":"0801234567"}]}""".formatted(kim.phone());

        for (var i = 0; i < 3; i++)
            given().contentType(ContentType.JSON)
                    .header("X-Toast-Webhook-Signature", World.WEBHOOK_SIGNATURE)
                    .body(hook)
                    .post("/webhooks/nhn")
                    .then()
                    .statusCode(204);
        scene.enters(kim.id(), key);

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(1));
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(Scene.decisions(kim.id()))
                        .filteredOn(decision -> decision.get("channel").equals("kakao"))
                        .singleElement()
                        .satisfies(decision -> assertThat(decision).containsEntry("outcome", "withheld")));
        assertThat(log.messageEvents(kim.id(), "unsubscribed"))
                .singleElement()
                .satisfies(event -> assertThat(event.path("channel").asText()).isEqualTo("kakao"));
        assertThat(World.kakao(kim.phone())).isEmpty();
    }

    @Test
    void aClickLeadsToTheShopAndIsToldOnceALink() {
        var key = "click-1";
        scene.product("CLICK", "누르는 구두", 10_000);
        scene.triggered(key, EMAIL);
        var kim = scene.customer();
        scene.cart(kim.id(), "CLICK");
        scene.consents(kim, EMAIL);
        scene.enters(kim.id(), key);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(1));
        var html = World.mails(kim.email()).getFirst().path("html").asText();

        for (var i = 0; i < 3; i++)
            given().redirects()
                    .follow(false)
                    .get(link(html, "/c/"))
                    .then()
                    .statusCode(302)
                    .header("Location", "https://shop.example/p/CLICK");
        given().get(link(html, "/o/")).then().statusCode(200).contentType("image/gif");

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(log.messageEvents(kim.id(), "clicked"))
                        .singleElement()
                        .satisfies(event ->
                                assertThat(event.path("url").asText()).isEqualTo("https://shop.example/p/CLICK")));
        assertThat(Scene.decisions(kim.id()))
                .first()
                .satisfies(decision -> assertThat(decision)
                        .containsEntry("outcome", "clicked")
                        .extracting("reason.code")
                        .isEqualTo("clicked"));
        given().get("/v1/campaigns/" + key + "/report")
                .then()
                .statusCode(200)
                .body("steps[0].sent", org.hamcrest.Matchers.is(1))
                .body("steps[0].clicked", org.hamcrest.Matchers.is(1))
                .body("steps[0].opened", org.hamcrest.Matchers.is(1));
    }

    /// R37: what came over the wire is believed by others, the way out included.
    @Test
    void theWayOutIsPartOfTheSignatureOfTheMailThatArrived() throws Exception {
        var key = "unsubscribe-signed";
        scene.triggered(key, EMAIL);
        var kim = scene.shopper(EMAIL);
        scene.enters(kim.id(), key);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(1));
        var source = World.source(World.mails(kim.email()).getFirst()).getBytes(StandardCharsets.ISO_8859_1);
        var record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(World.DKIM.getPublic().getEncoded());

        var signatures = new DKIMVerifier((_, selector, domain) -> {
                    assertThat(selector + "._domainkey." + domain).isEqualTo("test1._domainkey.shop.example");
                    return List.of(record);
                })
                .verify(new ByteArrayInputStream(source));

        assertThat(signatures)
                .singleElement()
                .satisfies(signature -> assertThat(signature.getHeaders())
                        .extracting(CharSequence::toString)
                        .contains("list-unsubscribe", "list-unsubscribe-post"));
    }

    /// R19
    @Test
    void whoSendsForTheShopIsPublishedAndEachPageLeadsThere() {
        given().get("/processors")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("엔에이치엔클라우드(주)"))
                .body(containsString("카카오톡 비즈 메시지 발송 대행"))
                .body(containsString("단골마켓 (직접 운영)"));
        given().get("/u/x").then().body(containsString("href=\"/processors\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/u/x",
                "/u/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/c/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/o/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/u/%EA%B5%AC%EB%91%90",
            })
    void anUnknownLinkIsNotFound(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404);
        if (path.startsWith("/u/"))
            given().urlEncodingEnabled(false).post(path).then().statusCode(404);
    }

    static String unsubscribe(Scene.Customer customer) {
        var headers = World.source(World.mails(customer.email()).getFirst());
        var matcher = Pattern.compile("List-Unsubscribe: <https://msg\\.shop\\.example(/u/[^>]+)>")
                .matcher(headers);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String link(String html, String kind) {
        return Pattern.compile("\"https://msg\\.shop\\.example(" + kind + "[^\"]+)\"")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }
}
