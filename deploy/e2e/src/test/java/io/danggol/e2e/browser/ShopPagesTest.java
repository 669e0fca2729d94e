package io.danggol.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Caller;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Staff;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// What a browser keeps, sends, and is shown, beside the walk to a purchase.
@WithBrowser
class ShopPagesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SOLD_OUT = "P1106";

    @Test
    void aBrowserThatRefusesKeepsNothingAndSendsNoEvents(RunningSuite suite, Chromium chromium) {
        try (var visitor = Visitor.in(chromium, suite)) {
            var asked = new ConcurrentLinkedQueue<String>();
            visitor.page().onRequest(request -> asked.add(request.method() + " " + request.url()));

            visitor.goTo("/").allows("none");
            visitor.views("신발", "P1203").putsIntoCart("P1203").rail("product");
            visitor.leaves();
            visitor.goTo("/").rail("home");

            assertThat(asked)
                    .isNotEmpty()
                    .noneMatch(call -> call.startsWith("POST") && call.contains("/v1/events"))
                    .noneMatch(call -> call.contains("visitorId="));
            var kept =
                    visitor.page().evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('danggol'))");
            assertThat((List<?>) kept).isEmpty();
            assertThat(visitor.context().cookies())
                    .extracting(cookie -> cookie.name)
                    .noneMatch(name -> name.contains("danggol"));
            assertThat(visitor.page().locator("[data-placement=home] .personal").count())
                    .isZero();
        }
    }

    @Test
    void whatHappensOfflineIsSentLaterAndCountsOnce(RunningSuite suite, Chromium chromium) throws Exception {
        var staff = new Staff(suite.client());
        var customer = "offline-" + UUID.randomUUID().toString().substring(0, 8);
        try (var visitor = Visitor.in(chromium, suite)) {
            visitor.goTo("/").allows("all").logsIn(customer).goTo("/p/P1203");
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(names(staff, customer)).contains("view_item"));

            visitor.context().setOffline(true);
            for (var name : List.of("custom.first", "custom.second", "custom.third"))
                visitor.page().evaluate("name => window.danggol('track', name)", name);
            var waiting = "() => Object.keys(localStorage).filter(key => key.startsWith('danggol.q.'))"
                    + ".flatMap(key => JSON.parse(localStorage.getItem(key))).map(event => event.name)";
            assertThat((List<?>) visitor.page().evaluate(waiting))
                    .map(Object::toString)
                    .containsSubsequence("custom.first", "custom.second", "custom.third");
            visitor.context().setOffline(false);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(names(staff, customer))
                            .filteredOn(name -> name.startsWith("custom."))
                            .containsExactlyInAnyOrder("custom.first", "custom.second", "custom.third"));
        }
    }

    @Test
    void aSoldOutProductOffersOthersInItsPlace(RunningSuite suite, Chromium chromium) {
        try (var visitor = Visitor.in(chromium, suite)) {
            visitor.goTo("/p/" + SOLD_OUT).allows("all");

            var instead = visitor.rail("out_of_stock");

            visitor.screenshot("10-sold-out");
            assertThat(visitor.page().locator("form[data-cart]").count()).isZero();
            assertThat(instead).hasSize(12).extracting(Visitor.Shown::id).doesNotContain(SOLD_OUT);
            assertThat(instead)
                    .extracting(Visitor.Shown::reason)
                    .allSatisfy(text -> assertThat(text).isNotBlank());
        }
    }

    @Test
    void whoAsksToBeForgottenGetsReceiptsOfAllFiveServices(RunningSuite suite, Chromium chromium) throws Exception {
        var customer = "leaving-" + UUID.randomUUID().toString().substring(0, 8);
        var staff = new Staff(suite.client());
        var analyst = new Caller.Role("analyst");
        try (var visitor = Visitor.in(chromium, suite)) {
            visitor.goTo("/")
                    .allows("all")
                    .logsIn(customer)
                    .views("신발", "P1206")
                    .putsIntoCart("P1206");
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(staff.cart(customer)).containsExactly("P1206"));
            var profile = staff.profileId(customer);
            visitor.page().locator("form[action='/logout'] button").click();
            visitor.goTo("/p/P1203");
            var browser =
                    (String) visitor.page().evaluate("() => JSON.parse(localStorage.getItem('danggol')).visitorId");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(suite.client()
                                    .get(analyst, "profile", "/v1/profiles?visitorId=" + browser)
                                    .status())
                            .isEqualTo(200));
            visitor.logsIn(customer);
            visitor.goTo("/mypage").page().locator("a[href='/mypage/erasure']").click();
            visitor.page().locator("form[action='/mypage/erasure'] button").click();

            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                visitor.page().reload();
                assertThat(visitor.page().locator("#erasure-state").textContent())
                        .isEqualTo("모두 지웠어요");
            });
            visitor.screenshot("11-erased");
            assertThat(services(visitor)).containsExactlyInAnyOrder("방문 기록 접수", "고객 정보", "고객 분류", "상품 추천", "소식 보내기");
            assertThat(visitor.page().locator("h3").count()).isEqualTo(2);
            for (var gone : List.of("customerId=" + customer, "visitorId=" + browser)) {
                assertThat(suite.client()
                                .get(analyst, "profile", "/v1/profiles?" + gone)
                                .status())
                        .isEqualTo(404);
            }
            assertThat(suite.client()
                            .get(analyst, "segment", "/v1/profiles/" + profile + "/segments")
                            .status())
                    .isEqualTo(404);
            visitor.goTo("/").allows("all");
            assertThat((String) visitor.page().evaluate("() => localStorage.getItem('danggol')"))
                    .doesNotContain(browser);
        }
    }

    private static Set<String> services(Visitor visitor) {
        return Set.copyOf(
                visitor.page().locator("table tbody tr td:first-child").allTextContents());
    }

    private static List<String> names(Staff staff, String customer) throws Exception {
        return staff.timeline(customer).stream()
                .map(entry -> entry.path("event").path("name").asText())
                .toList();
    }
}
