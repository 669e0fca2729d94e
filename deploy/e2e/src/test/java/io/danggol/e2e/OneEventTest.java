package io.danggol.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Caller;
import io.danggol.e2e.suite.Inbox;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.WithSuite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One event's road through all five services.
@WithSuite
class OneEventTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Caller MARKETER = new Caller.Role("marketer");

    @Test
    void aCartThatWasLeftBringsOneMailAndOneKakaoMessageWithItsProduct(RunningSuite suite) throws Exception {
        var client = suite.client();
        client.put(new Caller.Role("ingest"), "recommendation", "/v1/products/ONE-1", product("ONE-1", "브라운 옥스퍼드 구두"))
                .orFail("products");
        cartCampaign(suite, "one-event");
        var shopper = Shopper.unknown(client);
        shopper.signUp();
        shopper.agree("email", "kakao");

        shopper.does("view_item", "ONE-1");
        shopper.does("add_to_cart", "ONE-1");
        suite.advance(Duration.ofMinutes(61));

        var mails = Inbox.mails(suite);
        var phones = Inbox.phones(suite);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mails.to(shopper.email())).hasSize(1);
            assertThat(phones.to(shopper.phone())).hasSize(1);
        });
        var mail = mails.to(shopper.email()).getFirst();
        assertThat(mail.path("subject").asText()).startsWith("(광고) ");
        assertThat(mail.path("html").asText()).contains("브라운 옥스퍼드 구두");
    }

    private static void cartCampaign(RunningSuite suite, String key) throws Exception {
        suite.client()
                .post(
                        MARKETER,
                        "campaign",
                        "/v1/campaigns",
                        Map.of(
                                "key",
                                key,
                                "name",
                                "장바구니 알림",
                                "kind",
                                "triggered",
                                "trigger",
                                Map.of("segmentEntered", "cart-abandoners"),
                                "steps",
                                List.of(Map.of(
                                        "key", "first",
                                        "wait", "PT0S",
                                        "channels", List.of("kakao", "email"),
                                        "mode", "all")),
                                "content",
                                Map.of(
                                        "email",
                                                Map.of(
                                                        "subject", "{customer.name}님, 담아 두신 상품이 기다려요",
                                                        "text", "장바구니를 확인해 보세요."),
                                        "kakao",
                                                Map.of(
                                                        "chatBubbleType", "TEXT",
                                                        "content", "담아 두신 상품이 기다려요"))))
                .orFail("campaigns");
        suite.client()
                .post(MARKETER, "campaign", "/v1/campaigns/" + key + "/activate", Map.of())
                .orFail("activate");
    }

    private static Map<String, Object> product(String id, String name) {
        return Map.of(
                "item_id",
                id,
                "item_name",
                name,
                "item_category",
                "신발",
                "item_category2",
                "구두",
                "price",
                39000,
                "currency",
                "KRW",
                "stock",
                10,
                "url",
                "https://shop.example/p/" + id);
    }
}
