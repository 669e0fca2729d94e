package io.danggol.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.shop.disk.Documents;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoShopTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Map<String, String> CHECKED_OUT = Map.of(
            "terms",
            "on",
            "name",
            "김민지",
            "phone",
            "010-0000-0000",
            "email",
            "minji@example.invalid",
            "visitorId",
            "v_1",
            "analytics",
            "true",
            "personalization",
            "true");

    @TempDir
    Path data;

    private FakeSuite suite;
    private DemoShop shop;
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();

    @BeforeEach
    void open() throws IOException {
        suite = new FakeSuite();
        shop = DemoShop.start(config(suite.urls()));
    }

    @AfterEach
    void close() {
        shop.close();
        suite.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200, 오늘의 특가",
        "/c/신발, 200, 운동화",
        "/c/신발?part=구두&sort=cheap, 200, 정담 페니 로퍼",
        "/c/없음, 404, 찾으시는 페이지가 없어요",
        "/c/신발?part=없음, 404, 찾으시는 페이지가 없어요",
        "/p/P1101, 200, 구름결 러닝화",
        "/p/P1106, 200, 지금은 품절이에요",
        "/p/nope, 404, 찾으시는 페이지가 없어요",
        "/search?q=원두, 200, 아침 블렌드 원두",
        "/search?q=🙂, 200, 찾으시는 상품이 없어요",
        "/search, 200, 무엇을 찾으세요?",
        "/cart, 200, 아직 담은 상품이 없어요",
        "/login, 200, 김민지",
        "/mypage, 200, 누구로 들어가시겠어요?",
        "/privacy, 200, 개인정보와 맞춤 추천",
        "/orders/O1, 404, 찾으시는 페이지가 없어요",
        "/assets/../shop.css, 404, 찾으시는 페이지가 없어요",
        "/a/b/c, 404, 찾으시는 페이지가 없어요",
    })
    void everyPageAnswers(String path, int status, String text) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/c/신발", "/p/P1101", "/p/P1106", "/search?q=원두", "/cart", "/login"})
    void pagesAreTheSameWhileTheSuiteIsDown(String path) throws Exception {
        var up = get(path).body();

        suite.close();

        assertThat(withoutNonces(get(path).body())).isEqualTo(withoutNonces(up));
    }

    @ParameterizedTest
    @ValueSource(strings = {"welcome-back", "leaving-the-cart"})
    void aCampaignsButtonsLeadToOtherPagesOfTheShop(String campaign) throws Exception {
        var onsite = Documents.JSON
                .readTree(Path.of("campaigns", campaign + ".json").toFile())
                .path("content")
                .path("onsite");

        assertThat(onsite.path("actions")).isNotEmpty().allSatisfy(action -> {
            var page = URI.create(action.path("url").asText()).getPath();
            assertThat(page).isNotEqualTo(onsite.path("pageUrl").asText());
            assertThat(get(page).statusCode()).isEqualTo(200);
        });
    }

    @Test
    void besideASearchNothingIsShownThatWasFound() throws Exception {
        assertThat(get("/search?q=로퍼").body()).contains("data-exclude=\"P1201,P1202\"");
    }

    @Test
    void myPageIsAWayFromEveryPageAlsoOnAPhone() throws Exception {
        assertThat(get("/").body()).contains("<a href=\"/mypage\">마이페이지</a>");
    }

    @Test
    void whatAShopperTypesIsEscaped() throws Exception {
        assertThat(get("/search?q=<script>alert(1)</script>\"").body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void theCatalogueIsToldAtTheStart() throws Exception {
        shop.catalogueTold().join();

        var products = suite.heard("PUT", "/v1/products/");
        assertThat(products)
                .hasSize(150)
                .allSatisfy(call -> assertThat(call.headers()).containsEntry("Authorization", "Bearer ingest-token"));
        assertThat(products.getFirst().body().path("item_id").asText()).isEqualTo("P1101");
        assertThat(products.getFirst().body().path("salePrice").asLong()).isEqualTo(69_000);
        assertThat(products.getFirst().body().path("url").asText()).isEqualTo(shop.url() + "/p/P1101");
    }

    @Test
    void anOrderReachesTheSuiteFromTheShopsServerWithPricesAndStock() throws Exception {
        shop.catalogueTold().join();
        login("minji");
        post("/cart", Map.of("item", "P1101", "quantity", "2"));
        post("/cart", Map.of("item", "P3304"));

        var page = post("/checkout", CHECKED_OUT);

        assertThat(page.body()).contains("주문해 주셔서 고맙습니다").contains("150,000원");
        await().untilAsserted(() -> assertThat(suite.events("purchase")).hasSize(1));
        var purchase = suite.events("purchase").getFirst();
        assertThat(purchase.path("customerId").asText()).isEqualTo("minji");
        assertThat(purchase.path("visitorId").asText()).isEqualTo("v_1");
        assertThat(purchase.path("value").asLong()).isEqualTo(150_000);
        assertThat(purchase.path("occurredAt").asText()).isEqualTo(NOW.toString());
        assertThat(purchase.path("consent").toString()).isEqualTo("{\"analytics\":true,\"personalization\":true}");
        assertThat(purchase.path("items").get(0).path("quantity").asInt()).isEqualTo(2);
        assertThat(purchase.path("items").get(1).path("price").asLong()).isEqualTo(12_000);
        assertThat(page.uri().getPath())
                .endsWith(purchase.path("params").path("transaction_id").asText());
        await().untilAsserted(() -> assertThat(suite.heard("PUT", "/v1/products/P1101/stock"))
                .last()
                .satisfies(call -> assertThat(call.body().path("stock").asInt()).isEqualTo(40)));
        assertThat(get("/cart").body()).contains("아직 담은 상품이 없어요");
    }

    @Test
    void anOrderWithOnlyTheTermsTickedGivesNoMarketingConsent() throws Exception {
        login("minji");
        post("/cart", Map.of("item", "P1101"));
        assertThat(get("/checkout").body())
                .contains("name=\"marketing_email\">", "name=\"marketing_kakao\">", "name=\"marketing_night\">");

        post("/checkout", CHECKED_OUT);

        await().untilAsserted(() -> assertThat(suite.events("purchase")).hasSize(1));
        assertThat(suite.heard("PUT", "/v1/consents")).isEmpty();
    }

    @Test
    void eachTickedBoxGivesItsOwnConsentOnBehalfOfTheCustomer() throws Exception {
        login("minji");
        post("/cart", Map.of("item", "P1101"));
        var form = new HashMap<>(CHECKED_OUT);
        form.put("marketing_kakao", "on");
        form.put("marketing_email", "on");

        post("/checkout", form);

        await().untilAsserted(
                        () -> assertThat(suite.heard("PUT", "/v1/consents")).hasSize(1));
        var call = suite.heard("PUT", "/v1/consents").getFirst();
        assertThat(call.body().path("decisions").findValuesAsText("channel")).containsExactly("email", "kakao");
        assertThat(call.body().path("decisions").findValuesAsText("state")).containsOnly("granted");
        assertThat(call.headers()).containsEntry("X-danggol-key", "demo-key").doesNotContainKey("Authorization");
        assertThat(subject(call.headers().get("X-danggol-customer"))).isEqualTo("minji");
    }

    @Test
    void aLoginTellsTheCustomerAndGivesThePageAToken() throws Exception {
        var page = login("new.one");

        assertThat(subject(token(page.body()))).isEqualTo("new.one");
        await().untilAsserted(() ->
                assertThat(suite.heard("PUT", "/v1/customers/new.one")).hasSize(1));
        var customer = suite.heard("PUT", "/v1/customers/new.one").getFirst().body();
        assertThat(customer.path("email").asText()).isEqualTo("new.one@example.invalid");
        assertThat(customer.path("phone").asText()).matches("010[01]\\d{3}0000");
        await().untilAsserted(() -> assertThat(suite.events("sign_up")).hasSize(1));
        assertThat(post("/logout", Map.of()).body()).contains("\"customerToken\":null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "한글", "A B", "../x", "<b>", "a@b"})
    void anIdThatNobodyMayHaveIsRefused(String id) throws Exception {
        assertThat(login(id).statusCode()).isEqualTo(422);
        assertThat(suite.heard("PUT", "/v1/customers")).isEmpty();
    }

    @Test
    void loginLeadsNowhereOutsideTheShop() throws Exception {
        var page = post("/login", Map.of("id", "minji", "next", "//evil.example/"));

        assertThat(page.uri()).isEqualTo(shop.url().resolve("/"));
    }

    @ParameterizedTest
    @CsvSource({"P1106, 1, 409", "nope, 1, 404", "P1101, 999999, 200", "P1101, -5, 200", "P1101, x, 200"})
    void theCartTakesWhatThereIs(String item, String quantity, int status) throws Exception {
        assertThat(postAsScript("/cart", Map.of("item", item, "quantity", quantity))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void theCartSaysWhatChangedForTheSdk() throws Exception {
        var added = Documents.JSON.readTree(
                postAsScript("/cart", Map.of("item", "P1101", "quantity", "3")).body());
        var fewer = Documents.JSON.readTree(
                postAsScript("/cart/P1101", Map.of("quantity", "1")).body());

        assertThat(added.path("event").asText()).isEqualTo("add_to_cart");
        assertThat(added.path("details").path("value").asLong()).isEqualTo(207_000);
        assertThat(fewer.path("event").asText()).isEqualTo("remove_from_cart");
        assertThat(fewer.path("details").path("items").get(0).path("quantity").asInt())
                .isEqualTo(2);
        assertThat(fewer.path("count").asInt()).isEqualTo(1);
    }

    @Test
    void anOrderBeyondTheStockTakesNothing() throws Exception {
        post("/cart", Map.of("item", "P7306", "quantity", "3"));
        buyAllElsewhere();

        var page = post("/checkout", CHECKED_OUT);

        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.body()).contains("그만큼 남아 있지 않아요");
        assertThat(get("/cart").body()).contains("반건조 곶감");
    }

    @Test
    void aReturnedOrderIsRefundedAndItsPiecesAreBackOnce() throws Exception {
        login("minji");
        post("/cart", Map.of("item", "P1101"));
        var order = post("/checkout", CHECKED_OUT).uri().getPath();

        post(order + "/return", Map.of());
        post(order + "/cancel", Map.of());

        await().untilAsserted(() -> assertThat(suite.events("refund")).hasSize(1));
        await().untilAsserted(() -> assertThat(suite.heard("PUT", "/v1/products/P1101/stock"))
                .last()
                .satisfies(call -> assertThat(call.body().path("stock").asInt()).isEqualTo(42)));
        assertThat(suite.events("order_cancelled")).isEmpty();
        assertThat(get("/mypage").body()).contains("반품됨");
    }

    @Test
    void nobodyEndsTheOrderOfAnother() throws Exception {
        login("minji");
        post("/cart", Map.of("item", "P1101"));
        var order = post("/checkout", CHECKED_OUT).uri().getPath();
        login("seojun");

        assertThat(post(order + "/cancel", Map.of()).statusCode()).isEqualTo(404);
        assertThat(suite.events("order_cancelled")).isEmpty();
    }

    @Test
    void erasureForgetsTheCustomerHereAndShowsHowFarItIs() throws Exception {
        suite.answer("POST /v1/privacy-requests", 202, "{\"id\":\"r1\",\"dueAt\":\"2026-12-01T00:00:00Z\"}");
        suite.answer(
                "GET /v1/privacy-requests/r1",
                200,
                "{\"state\":\"running\",\"receipts\":[{\"service\":\"campaign\",\"store\":\"deeds\",\"count\":3}]}");
        login("minji");

        var page = post("/mypage/erasure", Map.of());

        assertThat(page.body())
                .contains("지우고 있어요", "소식 보내기", "소식을 보고 한 일", "data-forget", "\"customerToken\":null")
                .contains("따로 찾지 못했어요")
                .doesNotContain("deeds");
        assertThat(suite.heard("POST", "/v1/privacy-requests")).singleElement().satisfies(call -> {
            assertThat(call.body().path("subject").path("customerId").asText()).isEqualTo("minji");
            assertThat(subject(call.headers().get("X-danggol-customer"))).isEqualTo("minji");
        });
    }

    @Test
    void erasureIsAskedForTheBrowsersOwnProfileTooAndBothAreShown() throws Exception {
        suite.answer("POST /v1/privacy-requests", 202, "{\"id\":\"r1\",\"dueAt\":\"2026-12-01T00:00:00Z\"}");
        suite.answer("GET /v1/privacy-requests/r1", 200, "{\"state\":\"done\",\"receipts\":[]}");
        login("minji");

        var page = post("/mypage/erasure", Map.of("visitorId", "v_1", "analytics", "true"));

        assertThat(suite.heard("POST", "/v1/privacy-requests"))
                .extracting(call -> call.body().path("subject").toString())
                .containsExactlyInAnyOrder("{\"visitorId\":\"v_1\"}", "{\"customerId\":\"minji\"}");
        assertThat(suite.heard("GET", "/v1/privacy-requests/r1")).hasSize(2);
        assertThat(page.body()).contains("회원님의 기록", "로그인하지 않고 이 브라우저로 둘러본 기록", "모두 지웠어요");
    }

    @Test
    void whatIsAllOfTheCustomerIsErasedWithTheCustomer() throws Exception {
        suite.answer(
                "POST /v1/privacy-requests",
                call -> call.body().path("subject").has("visitorId")
                        ? new FakeSuite.Said(403, "{\"type\":\"https://danggol.io/problems/of-a-customer\"}")
                        : new FakeSuite.Said(202, "{\"id\":\"r1\",\"dueAt\":\"2026-12-01T00:00:00Z\"}"));
        suite.answer("GET /v1/privacy-requests/r1", 200, "{\"state\":\"done\",\"receipts\":[]}");
        login("minji");

        var page = post("/mypage/erasure", Map.of("visitorId", "v_1", "analytics", "true"));

        assertThat(page.body()).contains("회원님의 기록", "모두 지웠어요").doesNotContain("로그인하지 않고 이 브라우저로 둘러본 기록");
    }

    @Test
    void aBrowserThatKeepsNoIdIsNotAskedFor() throws Exception {
        suite.answer("POST /v1/privacy-requests", 202, "{\"id\":\"r1\",\"dueAt\":\"2026-12-01T00:00:00Z\"}");
        login("minji");

        post("/mypage/erasure", Map.of("visitorId", "v_1", "analytics", "false"));

        assertThat(suite.heard("POST", "/v1/privacy-requests"))
                .singleElement()
                .satisfies(call ->
                        assertThat(call.body().path("subject").has("visitorId")).isFalse());
    }

    @Test
    void whoIsAboutToBeErasedIsAskedOnAPageThatTellsTheSuiteNothing() throws Exception {
        assertThat(get("/mypage/erasure").body()).contains("누구로 들어가시겠어요?");
        login("minji");

        assertThat(get("/mypage").body()).contains("href=\"/mypage/erasure\"").doesNotContain("data-quiet");
        assertThat(get("/mypage/erasure").body()).contains("정말 모두 지울까요?", "data-quiet", "data-visitor");
        assertThat(suite.heard("POST", "/v1/privacy-requests")).isEmpty();
    }

    @Test
    void erasureIsNotConfirmedWhenTheSuiteDidNotTakeIt() throws Exception {
        suite.answer("POST /v1/privacy-requests", 503, "{}");
        login("minji");

        var page = post("/mypage/erasure", Map.of());

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("지금은 삭제 요청을 접수할 수 없어요", "김민지");
    }

    @Test
    void whatTheSuiteMissedIsSentAfterARestart() throws Exception {
        suite.answer("POST /v1/server/events", 503, "{}");
        post("/cart", Map.of("item", "P1101"));
        post("/checkout", CHECKED_OUT);
        await().until(() -> !suite.events("purchase").isEmpty());
        shop.close();

        suite.answer("POST /v1/server/events", 202, "{}");
        var heard = suite.events("purchase").size();
        shop = DemoShop.start(config(suite.urls()));

        await().untilAsserted(() -> assertThat(suite.events("purchase")).hasSizeGreaterThan(heard));
        var ids = new HashSet<>(suite.events("purchase").stream()
                .map(event -> event.path("id").asText())
                .toList());
        assertThat(ids).hasSize(1);
    }

    @Test
    void thePastIsSentInSmallBatchesOnceAndTheSameAfterABreak() throws Exception {
        suite.answer("POST /v1/server/events", 202, "{\"accepted\":50,\"duplicates\":0,\"dropped\":0,\"rejected\":[]}");
        assertThat(get("/demo/past").body()).isEqualTo("{\"loaded\":false,\"done\":0,\"total\":0}");
        var furthest = new AtomicLong();

        var summary = shop.loadPast((done, total) -> furthest.accumulateAndGet(done, Math::max))
                .orElseThrow();

        var batches = suite.heard("POST", "/v1/server/events");
        assertThat(batches)
                .allSatisfy(
                        call -> assertThat(call.body().path("events").size()).isBetween(1, 50));
        assertThat(furthest.get())
                .isEqualTo(batches.stream()
                                .mapToLong(call -> call.body().path("events").size())
                                .sum()
                        + 2L * summary.customers());
        assertThat(suite.events("purchase")).allSatisfy(event -> {
            assertThat(event.path("params").path("transaction_id").asText()).isNotEmpty();
            assertThat(Instant.parse(event.path("occurredAt").asText())).isBetween(NOW.minusSeconds(60 * 86_400), NOW);
        });
        assertThat(get("/demo/past").body()).startsWith("{\"loaded\":true,");
        assertThat(shop.loadPast((_, _) -> {})).isEmpty();
        assertThat(suite.heard("POST", "/v1/server/events")).hasSameSizeAs(batches);
    }

    private void buyAllElsewhere() throws Exception {
        var other = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        for (var step : new String[][] {{"/cart", "item=P7306&quantity=3"}, {"/checkout", "terms=on"}}) {
            other.send(
                    HttpRequest.newBuilder(shop.url().resolve(step[0]))
                            .POST(BodyPublishers.ofString(step[1]))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private DemoShopConfig config(DemoShopConfig.SuiteUrls urls) {
        return new DemoShopConfig(
                0, urls, "demo-key", "secret", Clock.fixed(NOW, ZoneOffset.UTC), () -> "ingest-token", data);
    }

    private HttpResponse<String> login(String id) throws Exception {
        return post("/login", Map.of("id", id));
    }

    private HttpResponse<String> get(String path) throws Exception {
        var parts = path.split("\\?", 2);
        var query = parts.length == 1
                ? ""
                : "?" + parts[1].lines().map(DemoShopTest::encodedQuery).collect(Collectors.joining());
        var uri = URI.create(shop.url() + new URI(null, null, parts[0], null).toASCIIString() + query);
        return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static String encodedQuery(String query) {
        return Pattern.compile("=([^&]*)").matcher(query).replaceAll(match -> "=" + encoded(match.group(1)));
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        return browser.send(posting(path, form).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> postAsScript(String path, Map<String, String> form) throws Exception {
        return browser.send(
                posting(path, form).header("Accept", "application/json").build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder posting(String path, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(shop.url().resolve(path)).POST(BodyPublishers.ofString(body));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String token(String page) {
        var found = Pattern.compile("\"customerToken\":\"([^\"]+)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String subject(String token) throws IOException {
        return Documents.JSON
                .readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]))
                .path("sub")
                .asText();
    }

    private static String withoutNonces(String page) {
        return page.replaceAll("nonce=\"[0-9a-f]+\"", "");
    }
}
