package io.danggol.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.Inbox;
import io.danggol.e2e.suite.CartReminder;
import io.danggol.e2e.suite.Mail;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Staff;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A shopper's way from the first look to a reminder that can be refused, and what nobody else may see of it.
@WithBrowser
class ShopWalkTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String LOAFER = "P1201";
    private static final String HEEL = "P1203";
    private static final String FLAT = "P1206";
    private static final List<String> VIEWED = List.of(LOAFER, HEEL, FLAT);
    private static final String CART_PRODUCT = "또각 슬링백 힐 5cm";
    private static final String OTHER_DEVICE_PRODUCT = "P7101";

    @Test
    void whoLeavesACartIsRemindedWithItsVeryProductsAndOnlyWhoAgreed(RunningSuite suite, Chromium chromium)
            throws Exception {
        var staff = new Staff(suite.client());
        var mails = Inbox.mails(suite.client());
        var phones = Inbox.phones(suite.client());
        CartReminder.start(suite.client());
        var minji = "minji-" + UUID.randomUUID().toString().substring(0, 8);
        var silent = "silent-" + UUID.randomUUID().toString().substring(0, 8);
        var email = minji + "@example.invalid";
        boughtOnAnotherDevice(suite, minji);
        String visitorId;

        try (var visitor = Visitor.in(chromium, suite)) {
            visitor.goTo("/").screenshot("1-banner");
            visitor.allows("all");
            var before = visitor.rail("home");
            visitor.screenshot("2-home-for-everybody");
            for (var product : VIEWED) visitor.views("신발", product);
            visitor.screenshot("3-product");
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                var after = visitor.goTo("/").rail("home");
                assertThat(after).extracting(Visitor.Shown::id).isNotEqualTo(ids(before));
                assertThat(after)
                        .extracting(Visitor.Shown::reason)
                        .allSatisfy(text -> assertThat(text).isNotBlank());
                assertThat(after)
                        .extracting(Visitor.Shown::reason)
                        .anySatisfy(text -> assertThat(text).containsAnyOf("로퍼", "슬링백", "플랫", "구두"));
                assertThat(visitor.page()
                                .locator("[data-placement=home] .personal")
                                .count())
                        .isEqualTo(1);
                assertThat(ids(visitor.rail("recently_viewed"))).containsExactlyInAnyOrderElementsOf(VIEWED);
            });
            visitor.screenshot("4-home-after-three-shoes");
            visitor.logsIn(minji).goTo("/mypage");
            visitor.agrees("이메일로 광고 소식 받기").agrees("카카오톡으로 광고 소식 받기").screenshot("5-my-page");
            visitor.putsIntoCart(HEEL).screenshot("6-put-into-cart");
            visitor.goTo("/cart").rail("cart");
            visitor.screenshot("7-cart");
            visitorId = visitor.visitorId();
            visitor.leaves();
        }
        try (var visitor = Visitor.in(chromium, suite)) {
            visitor.goTo("/").allows("all").logsIn(silent).putsIntoCart(LOAFER).leaves();
        }
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(staff.cart(minji)).containsExactly(HEEL);
            assertThat(staff.cart(silent)).containsExactly(LOAFER);
        });
        assertThat(staff.isMember("cart-abandoners", minji)).isFalse();

        suite.advance(Duration.ofMinutes(61));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(staff.isMember("cart-abandoners", minji)).isTrue();
            assertThat(staff.isMember("cart-abandoners", silent)).isTrue();
        });
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mails.to(email)).hasSize(1);
            assertThat(phones.to(phone(suite, minji))).hasSize(1);
        });
        var mail = Mail.of(mails.to(email).getFirst());
        assertThat(mail.subject()).startsWith("(광고) ").contains(CART_PRODUCT);
        assertThat(mail.html()).contains(CART_PRODUCT);
        assertThat(phones.to(phone(suite, minji)).getFirst().path("content").asText())
                .contains(CART_PRODUCT);
        // A consent may still be on its way on its own topic: without one, the gate waits a few seconds before it
        // says no.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(staff.decisions(silent, CartReminder.KEY))
                        .hasSize(2)
                        .allSatisfy(decision -> {
                            assertThat(decision.path("outcome").asText()).isEqualTo("withheld");
                            assertThat(decision.path("reason").path("code").asText())
                                    .isEqualTo("no-consent");
                        }));
        assertThat(mails.to(silent + "@example.invalid")).isEmpty();
        photographInboxes(suite, chromium, email);
        unsubscribes(mail, staff, minji);
        revealsNothing(suite, visitorId);
    }

    private static List<String> ids(List<Visitor.Shown> rail) {
        return rail.stream().map(Visitor.Shown::id).toList();
    }

    /// A past that this browser knows nothing of.
    private static void boughtOnAnotherDevice(RunningSuite suite, String customer) throws Exception {
        var other = new io.danggol.e2e.suite.Shopper(suite.client(), customer, "v_" + UUID.randomUUID(), "", "");
        other.does("view_item", OTHER_DEVICE_PRODUCT);
        other.buys("order-" + customer, OTHER_DEVICE_PRODUCT);
    }

    /// The number that the shop gave its new customer, as whoever sends to it is told.
    private static String phone(RunningSuite suite, String customer) throws Exception {
        var client = suite.client();
        var profile = client.get(new Caller.Role("analyst"), "profile", "/v1/profiles?customerId=" + customer)
                .orFail("profiles")
                .body()
                .path("id")
                .asText();
        var path = "/v1/profiles/" + profile + "/contact?channel=kakao&purpose=advertising";
        return client.get(new Caller.Role("service"), "profile", path)
                .orFail("contact")
                .body()
                .path("address")
                .asText();
    }

    private static void unsubscribes(Mail mail, Staff staff, String customer) throws Exception {
        assertThat(mail.oneClick()).isEqualTo("List-Unsubscribe=One-Click");
        var page = mail.open(mail.unsubscribeUrl());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(staff.marketing(customer, "email")).isEqualTo("granted");

        var done = mail.post(mail.unsubscribeUrl(), "List-Unsubscribe=One-Click");

        assertThat(done.statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(staff.marketing(customer, "email")).isEqualTo("withdrawn"));
        assertThat(staff.marketing(customer, "kakao")).isEqualTo("granted");
    }

    /// Without the customer token the browser's id gives what this browser did since the login, and no more.
    private static void revealsNothing(RunningSuite suite, String visitorId) throws Exception {
        var page = new Caller.Page();
        var client = suite.client();
        var recent = client.get(
                        page,
                        "recommendation",
                        "/v1/recommendations?placement=recently_viewed&limit=50&visitorId=" + visitorId)
                .orFail("recently viewed")
                .body();
        assertThat(Staff.texts(recent.path("items"), "item_id")).containsExactly(HEEL);
        var home = client.get(
                        page, "recommendation", "/v1/recommendations?placement=home&limit=50&visitorId=" + visitorId)
                .orFail("home")
                .body();
        assertThat(home.toString()).doesNotContain("볕찻집 ", "로퍼를 보신", "플랫 슈즈를 보신");
        var consents = client.get(page, "profile", "/v1/consents?visitorId=" + visitorId)
                .orFail("consents")
                .body();
        assertThat(Staff.items(consents))
                .filteredOn(item -> item.path("purpose").asText().equals("marketing"))
                .allSatisfy(item -> assertThat(item.path("state").asText()).isEqualTo("unknown"));
        assertThat(client.get(page, "profile", "/v1/profiles?visitorId=" + visitorId)
                        .status())
                .isIn(401, 403);
    }

    private static void photographInboxes(RunningSuite suite, Chromium chromium, String email) {
        try (var reader = Visitor.in(chromium, suite)) {
            reader.page().navigate("http://localhost:" + suite.addresses().mailInbox());
            reader.page().getByText(email).first().click();
            reader.page().frameLocator("iframe").locator("a").first().waitFor();
            reader.screenshot("8-mail");
            reader.page().navigate("http://localhost:" + suite.addresses().kakaoInbox());
            reader.page().getByText("장바구니").first().waitFor();
            reader.screenshot("9-phones");
        }
    }
}
