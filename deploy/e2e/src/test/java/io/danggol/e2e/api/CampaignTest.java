package io.danggol.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Inbox;
import io.danggol.e2e.suite.Mail;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.Staff;
import io.danggol.e2e.suite.WithSuite;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Section 6 of API.md.
@WithSuite
class CampaignTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static String broadcast(String key, String segment) {
        return """
            {"key":"%s","name":"첫눈 소식 ❄️","kind":"broadcast","audience":{"segment":"%s"},
             "steps":[{"key":"first","wait":"PT0S","channels":["email"],"mode":"all"}],
             "content":{"email":{"subject":"{customer.name}님, 첫눈이 와요","text":"{recommendations}"}},
             "goal":{"event":"purchase","within":"P3D"},"cap":{"limit":2,"window":"P7D"},"priority":50,"holdout":0}\
            """.formatted(key, segment);
    }

    /// A segment of those who looked at `item`, and nobody else.
    private static String segmentOf(Outside outside, String item) throws Exception {
        var key = Outside.fresh("viewers");
        outside.post("segment", "/v1/segments")
                .as("marketer")
                .send("""
                    {"key":"%s","name":"본 손님","state":"active",
                     "condition":{"event":"view_item","where":{"item_id":{"eq":"%s"}}}}\
                    """.formatted(key, item))
                .is(201);
        return key;
    }

    @Test
    void aCampaignIsDrawnUpChangedAndTakenAway(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var key = Outside.fresh("plan");
        var path = "/v1/campaigns/" + key;

        var made = outside.post("campaign", "/v1/campaigns")
                .as("marketer")
                .send(broadcast(key, "vip"))
                .is(201);

        assertThat(made.header("Location")).endsWith(path);
        var read = outside.get("campaign", path).as("marketer").send().is(200).body();
        assertThat(read.path("state").asText()).isEqualTo("draft");
        assertThat(read.path("name").asText()).isEqualTo("첫눈 소식 ❄️");
        outside.post("campaign", "/v1/campaigns")
                .as("marketer")
                .send(broadcast(key, "vip"))
                .isProblem(409);
        outside.put("campaign", path).as("marketer").send(broadcast(key, "new")).is(200);
        var check = outside.post("campaign", path + "/preflight")
                .as("marketer")
                .send()
                .is(200)
                .body();
        assertThat(check.path("ok").isBoolean()).isTrue();
        assertThat(check.path("findings").isArray()).isTrue();
        outside.delete("campaign", path).as("marketer").send().is(204);
        outside.get("campaign", path).as("marketer").send().isProblem(404);
    }

    @Test
    void aCampaignThatIsNoneIsRefusedWithItsPlace(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var good = broadcast(Outside.fresh("wrong"), "vip");

        outside.post("campaign", "/v1/campaigns")
                .as("marketer")
                .send(good.replace("broadcast", "spam"))
                .isProblem(422)
                .pointsTo("/kind");
        outside.post("campaign", "/v1/campaigns")
                .as("marketer")
                .send(good.replace("\"email\"]", "\"fax\"]"))
                .isProblem(422);
        outside.post("campaign", "/v1/campaigns")
                .as("marketer")
                .send(good.replace("\"holdout\":0", "\"holdout\":2"))
                .isProblem(422)
                .pointsTo("/holdout");
        outside.post("campaign", "/v1/campaigns")
                .as("marketer")
                .send(good.replace("\"priority\"", "\"prio\""))
                .isProblem(422)
                .pointsTo("/prio");
        outside.post("campaign", "/v1/campaigns")
                .as("marketer")
                .send(good.replace("{recommendations}", "{customer.password}"))
                .isProblem(422);
        outside.post("campaign", "/v1/campaigns").as("marketer").send("{").isProblem(400);
    }

    @Test
    void whatBlocksACampaignIsToldAndKeepsItFromStarting(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var key = Outside.fresh("blocked");
        outside.post("campaign", "/v1/campaigns")
                .as("marketer")
                .send(broadcast(key, "vip").replaceAll("\"content\":\\{.*?\\}\\},", ""))
                .is(201);

        var check = outside.post("campaign", "/v1/campaigns/" + key + "/preflight")
                .as("marketer")
                .send()
                .is(200)
                .body();

        assertThat(check.path("ok").asBoolean()).isFalse();
        assertThat(check.path("findings"))
                .anySatisfy(
                        finding -> assertThat(finding.path("severity").asText()).isEqualTo("blocking"));
        var refused = outside.post("campaign", "/v1/campaigns/" + key + "/activate")
                .as("marketer")
                .send()
                .is(409);
        assertThat(refused.body().path("findings")).isNotEmpty();
        assertThat(outside.get("campaign", "/v1/campaigns/" + key)
                        .as("marketer")
                        .send()
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("draft");
    }

    @Test
    void aBroadcastReachesWhoAgreedOnceAndSaysWhyNotTheOthers(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var staff = new Staff(suite.client());
        var mails = Inbox.mails(suite.client());
        var item = Outside.fresh("B");
        var segment = segmentOf(outside, item);
        var yes = Shopper.unknown(suite.client());
        var no = Shopper.unknown(suite.client());
        yes.signUp();
        no.signUp();
        yes.agree("email");
        yes.does("view_item", item);
        no.does("view_item", item);
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(staff.isMember(segment, yes.customerId())).isTrue();
            assertThat(staff.isMember(segment, no.customerId())).isTrue();
        });
        var key = Outside.fresh("news");
        outside.post("campaign", "/v1/campaigns")
                .as("marketer")
                .send(broadcast(key, segment))
                .is(201);
        var preview = outside.post("campaign", "/v1/campaigns/" + key + "/preview")
                .as("marketer")
                .send("{\"profileId\":\"" + staff.profileId(yes.customerId()) + "\"}")
                .is(200);
        assertThat(preview.text()).contains("첫눈이 와요");
        // Also the consent, which travels on a topic of its own.
        suite.awaitQuiet();

        outside.post("campaign", "/v1/campaigns/" + key + "/activate")
                .as("marketer")
                .send()
                .is(200);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mails.to(yes.email())).hasSize(1);
            assertThat(staff.decisions(no.customerId(), key))
                    .extracting(decision -> decision.path("outcome").asText())
                    .containsExactly("withheld");
            assertThat(outside.get("campaign", "/v1/campaigns/" + key + "/report")
                            .as("analyst")
                            .send()
                            .is(200)
                            .text())
                    .contains("\"sent\":1");
        });
        var withheld = staff.decisions(no.customerId(), key).getFirst();
        assertThat(withheld.path("reason").path("code").asText()).isNotBlank();
        assertThat(withheld.path("reason").path("text").asText()).isNotBlank();
        assertThat(mails.to(no.email())).isEmpty();
        var mail = Mail.of(mails.to(yes.email()).getFirst());
        assertThat(mail.subject()).isEqualTo("(광고) 김단골님, 첫눈이 와요");
        assertThat(mail.text()).isNotBlank();
        assertThat(mail.html()).contains("단골상점").contains("수신거부");
    }

    @Test
    void aMessageOnThePageHasLiveValues(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var key = Outside.fresh("popup");
        var page = "/" + key;
        outside.post("campaign", "/v1/campaigns")
                .as("marketer")
                .send("""
                    {"key":"%s","name":"장바구니 알림","kind":"onsite",
                     "content":{"onsite":{"form":"popup","title":"잠깐만요","body":"장바구니에 {cart.count}개가 있어요","pageUrl":"%s*",
                                "on":"leave_intent","actions":[{"text":"보러 가기","url":"https://shop.example/cart"}]}}}\
                    """.formatted(key, page))
                .is(201);
        outside.post("campaign", "/v1/campaigns/" + key + "/activate")
                .as("marketer")
                .send()
                .is(200);
        var shopper = Shopper.unknown(suite.client());
        shopper.allows();
        shopper.does("add_to_cart", "P1201");
        shopper.does("add_to_cart", "P1203");
        var path = "/v1/onsite-messages?visitorId=" + shopper.visitorId() + "&pageUrl=https://shop.example" + page;
        var staff = new Staff(suite.client());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(staff.cart(shopper.customerId())).containsExactlyInAnyOrder("P1201", "P1203"));

        await().atMost(PATIENCE).untilAsserted(() -> {
            var items = outside.get("campaign", path + "&trigger=leave_intent")
                    .of(shopper.customerId())
                    .send()
                    .is(200)
                    .body()
                    .path("items");
            assertThat(items).hasSize(1);
            assertThat(items.path(0).path("campaignId").asText()).isEqualTo(key);
            assertThat(items.path(0).path("form").asText()).isEqualTo("popup");
            assertThat(items.path(0).path("body").asText()).isEqualTo("장바구니에 2개가 있어요");
        });
        assertThat(outside.get("campaign", path + "&trigger=page_view")
                        .of(shopper.customerId())
                        .send()
                        .is(200)
                        .body()
                        .path("items"))
                .isEmpty();
        assertThat(outside.get("campaign", path + "&trigger=leave_intent")
                        .fromPage()
                        .send()
                        .is(200)
                        .text())
                .doesNotContain("2개");
        outside.get("campaign", path).send().isProblem(401);
        outside.post("campaign", "/v1/campaigns/" + key + "/pause")
                .as("marketer")
                .send()
                .is(200);
    }

    @Test
    void staffSendsItselfATrial(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var key = Outside.fresh("trial");
        var to = key + "@staff.invalid";
        outside.post("campaign", "/v1/campaigns")
                .as("marketer")
                .send(broadcast(key, "vip"))
                .is(201);

        var sent = outside.post("campaign", "/v1/campaigns/" + key + "/test-send")
                .as("marketer")
                .send("{\"to\":\"" + to + "\"}");

        assertThat(sent.status()).isBetween(200, 202);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(Inbox.mails(suite.client()).to(to)).hasSize(1));
    }

    @Test
    void linksThatNobodyWasSentAreUnknown(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        for (var path : List.of("/u/", "/c/", "/o/"))
            for (var token : List.of("x", "A".repeat(40), "%F0%9F%91%9F"))
                outside.get("campaign", path + token).send().is(404);
        outside.post("campaign", "/u/" + "A".repeat(40)).send().is(404);
    }

    @Test
    void webhooksWithoutTheProvidersSignatureAreRefused(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        outside.post("campaign", "/webhooks/nhn").send("{}").isProblem(401);
        outside.post("campaign", "/webhooks/nhn")
                .with("X-Toast-Webhook-Signature", "wrong")
                .send("{}")
                .isProblem(401);
        outside.post("campaign", "/webhooks/mail")
                .send("message/rfc822", "Subject: x")
                .isProblem(401);
    }
}
