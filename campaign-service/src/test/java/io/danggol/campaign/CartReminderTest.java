package io.danggol.campaign;

import static io.danggol.campaign.Channel.EMAIL;
import static io.danggol.campaign.Channel.KAKAO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.SegmentMembership.Cause;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ServiceTest
@Staff
class CartReminderTest {
    @Inject
    Scene scene;

    @Test
    void whoLeavesACartGetsOneMailAndOneKakaoMessageWithTheVeryProducts() {
        scene.triggered("cart-1", KAKAO, EMAIL);
        var kim = scene.customer();
        scene.product("P1", "하늘색 구두", 39_000);
        scene.product("P2", "털 슬리퍼", 12_000);
        scene.cart(kim.id(), "P1", "P2");
        scene.consents(kim, EMAIL, KAKAO);

        scene.enters(kim.id(), "cart-1");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(World.mails(kim.email())).hasSize(1);
            assertThat(World.kakao(kim.phone())).hasSize(1);
        });
        var mail = World.mails(kim.email()).getFirst();
        assertThat(mail.path("subject").asText()).isEqualTo("(광고) " + kim.name() + "님, 하늘색 구두가 기다려요");
        assertThat(mail.path("html").asText()).contains("하늘색 구두", "털 슬리퍼", "39,000원", "가죽 로퍼");
        var message = World.kakao(kim.phone()).getFirst();
        assertThat(message.path("content").asText()).contains("장바구니에 2개", "하늘색 구두", "털 슬리퍼");
    }

    @Test
    void whoNeverAgreedGetsNothingAndTheReasonIsOnRecord() {
        scene.triggered("cart-2", KAKAO, EMAIL);
        var lee = scene.customer();
        scene.cart(lee.id(), "P1");

        scene.enters(lee.id(), "cart-2");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Scene.decisions(lee.id()))
                        .hasSize(2)
                        .allSatisfy(decision -> {
                            assertThat(decision)
                                    .containsEntry("outcome", "withheld")
                                    .containsEntry("campaignId", "cart-2");
                            assertThat(decision.get("reason"))
                                    .hasFieldOrPropertyWithValue("code", "no-consent")
                                    .hasFieldOrPropertyWithValue("text", "이 채널의 광고 수신에 동의하지 않았습니다.");
                        }));
        assertThat(World.mails(lee.email())).isEmpty();
        assertThat(World.kakao(lee.phone())).isEmpty();
    }

    @Test
    void anEntryThatIsToldAgainSendsNothingTwice() {
        scene.triggered("cart-3", EMAIL);
        var kim = scene.shopper(EMAIL);

        var told = scene.enters(kim.id(), "cart-3");
        for (var i = 0; i < 20; i++) {
            scene.tell(told);
            scene.tell(new SegmentMembership(
                    told.profileId(),
                    told.segment(),
                    true,
                    told.since(),
                    scene.revision(),
                    "again",
                    told.occurrence(),
                    Cause.EVENT));
        }
        var after = scene.shopper(EMAIL);
        scene.enters(after.id(), "cart-3");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(World.mails(after.email())).hasSize(1));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(1));
        assertThat(Scene.decisions(kim.id())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"THRESHOLD", "BACKFILL", "REBUILD", "MERGE"})
    void whoCameInByABackfillOrAMergeIsNotWrittenTo(Cause cause) {
        var key = "cart-cause-" + cause.name().toLowerCase(java.util.Locale.ROOT);
        scene.triggered(key, EMAIL);
        var quiet = scene.customer();
        var loud = scene.customer();
        for (var one : List.of(quiet, loud)) {
            scene.cart(one.id(), "P1");
            scene.consents(one, EMAIL);
        }

        scene.tell(new SegmentMembership(
                quiet.id(), key, true, World.NOW.instant(), scene.revision(), "test", null, cause));
        scene.enters(loud.id(), key);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(World.mails(loud.email())).hasSize(1));
        assertThat(Scene.decisions(quiet.id())).isEmpty();
    }

    @Test
    void anOldEntryStartsNothing() {
        scene.triggered("cart-old", EMAIL);
        var late = scene.customer();
        var fresh = scene.customer();
        for (var one : List.of(late, fresh)) {
            scene.cart(one.id(), "P1");
            scene.consents(one, EMAIL);
        }

        scene.tell(new SegmentMembership(
                late.id(),
                "cart-old",
                true,
                World.NOW.instant().minus(Duration.ofDays(2)),
                scene.revision(),
                "test",
                "e1",
                Cause.TIME));
        scene.enters(fresh.id(), "cart-old");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(World.mails(fresh.email())).hasSize(1));
        assertThat(Scene.decisions(late.id())).isEmpty();
    }

    @Test
    void whoBoughtBeforeTheReminderIsDueIsLeftInPeace() {
        scene.triggered("cart-bought", EMAIL);
        var kim = scene.shopper(EMAIL);
        World.profileService(false);
        try {
            scene.enters(kim.id(), "cart-bought");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(Scene.decisions(kim.id()))
                            .first()
                            .satisfies(decision -> assertThat(decision.get("reason"))
                                    .hasFieldOrPropertyWithValue("code", "profile-service")));
            scene.leaves(kim.id(), "cart-bought");
        } finally {
            World.profileService(true);
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Scene.decisions(kim.id()))
                        .first()
                        .satisfies(decision -> assertThat(decision).containsEntry("outcome", "withheld")));
        assertThat(World.mails(kim.email())).isEmpty();
    }

    @Test
    void theLedgersNoAtTheMomentOfSendingWins() {
        scene.triggered("cart-ledger", EMAIL);
        var kim = scene.shopper(EMAIL);
        scene.ledgerRefuses(kim, EMAIL, "consent-overdue");

        scene.enters(kim.id(), "cart-ledger");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Scene.decisions(kim.id()))
                        .singleElement()
                        .satisfies(decision -> {
                            assertThat(decision).containsEntry("outcome", "withheld");
                            assertThat(decision.get("reason")).hasFieldOrPropertyWithValue("code", "consent-overdue");
                        }));
        assertThat(World.mails(kim.email())).isEmpty();
    }

    @Test
    void whereTheFirstChannelMayNotBeUsedTheNextOneIs() {
        scene.active("cart-first", """
                {"key":"cart-first","kind":"triggered","trigger":{"segmentEntered":"cart-first"},
                 "steps":[{"key":"first","channels":["kakao","email"],"mode":"first"}],
                 "content":{"email":{"subject":"안녕하세요","text":"{customer.name}님"},
                            "kakao":{"content":"{customer.name}님"}}}""");
        var both = scene.customer();
        var mailOnly = scene.customer();
        var notAFriend = scene.customer("0003");
        scene.consents(both, EMAIL, KAKAO);
        scene.consents(mailOnly, EMAIL);
        scene.consents(notAFriend, EMAIL, KAKAO);

        for (var one : List.of(both, mailOnly, notAFriend)) scene.enters(one.id(), "cart-first");

        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            assertThat(World.kakao(both.phone())).hasSize(1);
            assertThat(World.mails(mailOnly.email())).hasSize(1);
            assertThat(World.mails(notAFriend.email())).hasSize(1);
        });
        assertThat(World.mails(both.email())).isEmpty();
    }

    @Test
    void wordsThatNameNoProductsGetThoseOfTheCartAndRecommendationsBelowThem() {
        scene.active("cart-plain", """
                {"key":"cart-plain","kind":"triggered","trigger":{"segmentEntered":"cart-plain"},
                 "steps":[{"key":"first","channels":["kakao","email"]}],
                 "content":{"email":{"subject":"{customer.name}님","mjml":"<mjml><mj-body><mj-section><mj-column><mj-text>안녕하세요</mj-text></mj-column></mj-section></mj-body></mjml>"},
                            "kakao":{"content":"담아 두신 상품이 기다려요"}}}""");
        var kim = scene.customer();
        scene.product("PLAIN", "말없는 구두", 41_000);
        scene.cart(kim.id(), "PLAIN");
        scene.consents(kim, EMAIL, KAKAO);

        scene.enters(kim.id(), "cart-plain");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(World.mails(kim.email())).hasSize(1);
            assertThat(World.kakao(kim.phone())).hasSize(1);
        });
        assertThat(World.mails(kim.email()).getFirst().path("html").asText())
                .contains("안녕하세요", "말없는 구두", "41,000원", "가죽 로퍼");
        assertThat(World.kakao(kim.phone()).getFirst().path("content").asText())
                .isEqualTo("담아 두신 상품이 기다려요\n\n담아 두신 상품\n· 말없는 구두 41,000원");
    }
}
