package io.danggol.simulators.kakao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.simulators.Hooks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsTest {
    @TempDir
    Path folder;

    Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new Shop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({
        "01012340000, 1000, COMPLETED, 1",
        "01012345678, 1000, COMPLETED, 1",
        "01012340001, 3019, FAILED,    0",
        "01012340002, 3020, FAILED,    0",
        "01012340003, 3018, FAILED,    0",
        "01012340004, 3005, COMPLETED, 0",
        "01012340005, 1000, COMPLETED, 1",
        "01012340006, 9999, FAILED,    0",
        "01012340008, 1000, COMPLETED, 1",
        "01012340009, 1000, COMPLETED, 1",
    })
    void theLastFourDigitsDecideTheResult(String number, String code, String status, int onThePhone) throws Exception {
        var request = shop.text("안녕하세요 🎁", number);

        await().untilAsserted(() -> assertThat(shop.hooks.about(number)).isNotEmpty());
        var row = shop.row(request, 1);
        assertThat(row.get("resultCode").asText()).isEqualTo(code);
        assertThat(row.get("messageStatus").asText()).isEqualTo(status);
        assertThat(shop.hooks.about(number))
                .anySatisfy(told ->
                        assertThat(told.hook().path("resultCode").asText()).isEqualTo(code));
        assertThat(shop.phone(number)).hasSize(onThePhone);
    }

    @Test
    void aPhoneShowsTheMessageAsItWasSent() throws Exception {
        var request = Shop.textTo("가을 세일\n오늘만 🍁", "010-1234-5678");
        request.put("unsubscribeNo", "080-123-4567");
        request.put("buttons", List.of(Map.of("name", "보러 가기", "type", "WL", "linkMo", "https://shop.example/")));
        shop.send(request);

        await().untilAsserted(() -> assertThat(shop.phone("01012345678")).hasSize(1));
        var message = shop.phone("01012345678").get(0);
        assertThat(message.get("from").asText()).isEqualTo("(광고) 단골마켓");
        assertThat(message.get("content").asText()).isEqualTo("가을 세일\n오늘만 🍁");
        assertThat(message.at("/buttons/0/name").asText()).isEqualTo("보러 가기");
        assertThat(message.get("optOut").asText()).contains("080-123-4567");
        assertThat(message.get("receivedAt").asText()).isEqualTo("2026-11-23T03:00:00Z");
    }

    @Test
    void anUnconfirmedMessageArrivesWhenItIsAskedForTheThirdTime() throws Exception {
        var request = shop.text("조금 늦어요", "01012340004");
        await().untilAsserted(() -> assertThat(shop.hooks.about("01012340004")).hasSize(1));

        assertThat(shop.row(request, 1).get("resultCode").asText()).isEqualTo("3005");
        assertThat(list(request).get(0).get("resultCode").asText()).isEqualTo("3005");
        assertThat(shop.phone("01012340004")).isEmpty();
        assertThat(shop.row(request, 1).get("resultCode").asText()).isEqualTo("1000");
        assertThat(shop.phone("01012340004")).hasSize(1);
        await().untilAsserted(() -> assertThat(shop.hooks.about("01012340004"))
                .extracting(told -> told.hook().get("resultCode").asText())
                .containsExactly("3005", "1000"));
    }

    private JsonNode list(String request) throws Exception {
        return shop.api.get(Shop.path("/messages?requestId=" + request)).at("/messageSearchResultResponse/messages");
    }

    @Test
    void aSystemErrorHappensOncePerNumber() throws Exception {
        shop.text("첫 번째", "01012340006");
        var second = shop.text("두 번째", "01012340006");

        await().untilAsserted(() ->
                assertThat(shop.row(second, 1).get("resultCode").asText()).isEqualTo("1000"));
        assertThat(shop.phone("01012340006")).hasSize(1);
    }

    @Test
    void someMessagesNeverGetAResult() throws Exception {
        var silent = shop.text("대답 없는 너", "01012340007");
        shop.ahead(Duration.ofHours(3));
        var other = shop.text("대답하는 너", "01012340000");

        await().untilAsserted(() -> assertThat(shop.hooks.about("01012340000")).hasSize(1));
        assertThat(shop.row(other, 1).get("resultCode").asText()).isEqualTo("1000");
        assertThat(shop.row(silent, 1).get("resultCode").isNull()).isTrue();
        assertThat(shop.row(silent, 1).get("messageStatus").isNull()).isTrue();
        assertThat(list(silent)).hasSize(1);
        assertThat(shop.hooks.about("01012340007")).isEmpty();
    }

    @Test
    void aWebhookCarriesTheSignatureAndMayComeTwiceUnderOneHookId() throws Exception {
        var request = shop.text("두 번 알려요", "01012340009");

        await().untilAsserted(() -> assertThat(shop.hooks.about("01012340009")).hasSize(2));
        var told = shop.hooks.about("01012340009");
        assertThat(told).extracting(Hooks.Told::signature).containsOnly(Shop.LOCAL.webhookSignature());
        assertThat(told).extracting(one -> one.hook().get("hookId").asText()).hasSize(2);
        assertThat(told.get(0).hook().get("hookId"))
                .isEqualTo(told.get(1).hook().get("hookId"));
        assertThat(told.get(0).body().get("hooksId"))
                .isNotEqualTo(told.get(1).body().get("hooksId"));
        var body = told.getFirst().body();
        assertThat(body.get("event").asText()).isEqualTo("MESSAGE_RESULT_UPDATE");
        assertThat(body.get("productName").asText()).isEqualTo("KakaoTalk Bizmessage");
        assertThat(told.getFirst().hook().get("kakaoMessageType").asText()).isEqualTo("BRAND_MESSAGE_NORMAL");
        assertThat(told.getFirst().hook().get("requestId").asText()).isEqualTo(request);
        assertThat(told.getFirst().hook().get("recipientGroupingKey").asText()).isEqualTo("k01012340009");
        var self = told.getFirst().hook().at("/_links/self/href").asText();
        assertThat(self).endsWith("/messages/" + request + "/1");
    }

    @Test
    void anOptOutByTelephoneIsToldAndLaterMessagesAreMarked() throws Exception {
        var request = Shop.textTo("처음", "01012340008");
        request.put("unsubscribeNo", "080-123-4567");
        shop.send(request);

        await().untilAsserted(() -> assertThat(shop.hooks.about("01012340008")).hasSize(2));
        var optOut = shop.hooks.about("01012340008").stream()
                .filter(told -> told.body().get("event").asText().equals("UNSUBSCRIBE"))
                .findFirst()
                .orElseThrow();
        assertThat(optOut.body().get("productName").asText()).isEqualTo("SMS");
        assertThat(optOut.hook().get("unsubscribeNo").asText()).isEqualTo("080-123-4567");
        assertThat(optOut.hook().get("createdDateTime").asText()).startsWith("2026-11-23T12:00");

        shop.text("거부한 뒤", "01012340008");
        await().untilAsserted(() -> assertThat(shop.phone("01012340008")).hasSize(2));
        assertThat(shop.phone("01012340008").get(0).get("afterOptOut").asBoolean())
                .isTrue();
        assertThat(shop.phone("01012340008").get(1).get("afterOptOut").asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-PT4H1M,  3022",
        "-PT4H,    1000",
        "PT8H49M,  1000",
        "PT8H50M,  3022",
        "PT12H,    3022",
    })
    void atNightNothingIsSent(String fromNoon, String code) throws Exception {
        shop.ahead(Duration.parse(fromNoon));

        var request = shop.text("좋은 밤 되세요", "01012345678");

        await().untilAsserted(() ->
                assertThat(shop.row(request, 1).get("resultCode").asText()).isEqualTo(code));
    }

    @Test
    void theWindowCanBeSwitchedOffButNotForTheNumberThatMindsIt() throws Exception {
        shop.ahead(Duration.ofHours(12));
        shop.control(Map.of("sendWindow", false));

        var request = shop.text("밤에도", "01012345678", "01012340005");

        await().untilAsserted(() -> {
            assertThat(shop.row(request, 1).get("resultCode").asText()).isEqualTo("1000");
            assertThat(shop.row(request, 2).get("resultCode").asText()).isEqualTo("3022");
        });
    }

    @Test
    void resultsComeAfterTheDelay() throws Exception {
        shop.control(Map.of("resultDelay", "PT10M"));
        var request = shop.text("천천히", "01012345678");
        assertThat(shop.row(request, 1).get("resultCode").isNull()).isTrue();

        shop.ahead(Duration.ofMinutes(10));

        await().untilAsserted(() ->
                assertThat(shop.row(request, 1).get("resultCode").asText()).isEqualTo("1000"));
        assertThat(shop.row(request, 1).get("receiveDate").asText()).isEqualTo("2026-11-23 12:10:00");
    }

    @Test
    void targetingBeyondFriendsNeedsItsAgreement() throws Exception {
        var request = Shop.textTo("모두에게", "01012345678");
        request.put("recipientList", List.of(Map.of("recipientNo", "01012340003", "targeting", "M")));
        var refused = shop.send(request).at("/message/requestId").asText();
        await().untilAsserted(() ->
                assertThat(shop.row(refused, 1).get("resultCode").asText()).isEqualTo("1028"));

        shop.control(Map.of("sender", Map.of("marketingAgreement", true)));
        var sent = shop.send(request).at("/message/requestId").asText();

        await().untilAsserted(() ->
                assertThat(shop.row(sent, 1).get("resultCode").asText()).isEqualTo("1000"));
        assertThat(shop.row(sent, 1).get("isAddedChannel").asBoolean()).isFalse();
    }
}
