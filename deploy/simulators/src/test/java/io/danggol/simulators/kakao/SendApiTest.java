package io.danggol.simulators.kakao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.simulators.Web;
import io.danggol.simulators.http.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendApiTest {
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

    private JsonNode accepted() throws Exception {
        return shop.phones.get("/api/control/accepted");
    }

    private int code(String key, Object value) throws Exception {
        var request = Shop.textTo("안녕하세요", "01012345678");
        request.put(key, value);
        return Shop.code(shop.send(request));
    }

    @Test
    void aReplyNamesTheRequestAndEachRecipient() throws Exception {
        var answer = shop.send(Shop.textTo("안녕하세요", "01012345678", "010-2222-3333", "02-123-4567", "+82-10-4444-5555"));

        assertThat(answer.at("/header/isSuccessful").asBoolean()).isTrue();
        assertThat(answer.at("/message/requestId").asText()).matches("20261123120000\\w{10}");
        var results = answer.at("/message/sendResults");
        assertThat(results)
                .extracting(result -> result.get("recipientSeq").asInt())
                .containsExactly(1, 2, 3, 4);
        assertThat(results)
                .extracting(result -> result.get("resultCode").asInt())
                .containsExactly(0, 0, -5000, 0);
        assertThat(results.get(3).get("recipientNo").asText()).isEqualTo("01044445555");
        assertThat(accepted().get("total").asInt()).isEqualTo(3);
    }

    @Test
    void theAccountIsChecked() throws Exception {
        var request = Shop.textTo("안녕하세요", "01012345678");
        var wrongKey = new Web(shop.simulators.kakaoPort(), "X-Secret-Key", "wrong");

        assertThat(Shop.code(shop.api.json("POST", "/brand-message/v1.0/appkeys/other/freestyle-messages", request)))
                .isEqualTo(-1000);
        assertThat(Shop.code(wrongKey.json("POST", Shop.path("/freestyle-messages"), request)))
                .isEqualTo(-1001);
        assertThat(Shop.code(shop.phones.json("POST", Shop.path("/freestyle-messages"), request)))
                .isEqualTo(-1001);
        assertThat(code("senderKey", "other")).isEqualTo(-2017);
        assertThat(code("senderKey", null)).isEqualTo(-3303);
        shop.control(Map.of("sender", Map.of("block", true)));
        assertThat(Shop.code(shop.send(request))).isEqualTo(-1027);
        assertThat(accepted().get("total").asInt()).isZero();
    }

    @Test
    void malformedCallsAreRefused() throws Exception {
        var send = Shop.path("/freestyle-messages");

        assertThat(Shop.code(shop.api.json("POST", send, "{\"a\":".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(-3002);
        assertThat(Shop.code(shop.api.json("POST", send, "[]".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(-3002);
        assertThat(Shop.code(shop.api.json(
                        "POST", send, "a=b".getBytes(StandardCharsets.UTF_8), "Content-Type", "text/plain")))
                .isEqualTo(-9996);
        assertThat(Shop.code(shop.api.get(Shop.path("/nothing")))).isEqualTo(-9998);
        assertThat(Shop.code(shop.api.json("POST", "/friendtalk/v2.4/appkeys/x/messages", Map.of())))
                .isEqualTo(-9992);
    }

    @Test
    void theLimitsOfARequestAreChecked() throws Exception {
        var many = IntStream.range(0, 1001)
                .mapToObj(i -> Map.of("recipientNo", "010%08d".formatted(i)))
                .toList();

        assertThat(code("recipientList", List.of())).isEqualTo(-4011);
        assertThat(code("recipientList", many)).isEqualTo(-2000);
        assertThat(code("recipientList", many.subList(0, 1000))).isZero();
        assertThat(code("senderGroupingKey", "k".repeat(100))).isZero();
        assertThat(code("senderGroupingKey", "k".repeat(101))).isEqualTo(-2000);
        assertThat(code(
                        "recipientList",
                        List.of(Map.of("recipientNo", "01012345678", "recipientGroupingKey", "k".repeat(101)))))
                .isEqualTo(-2000);
        assertThat(code("statsId", "123456789")).isEqualTo(-2000);
        assertThat(code("unsubscribeNo", "080-1234-5678")).isZero();
        assertThat(code("unsubscribeNo", "02-123-4567")).isEqualTo(-3340);
        assertThat(code("unsubscribeAuthNo", "1234")).isEqualTo(-3303);
        assertThat(code("requestDate", "2027-01-22 11:59")).isZero();
        assertThat(code("requestDate", "2027-01-22 12:01")).isEqualTo(-2005);
        assertThat(code("requestDate", "tomorrow")).isEqualTo(4);
        assertThat(code(
                        "recipientList",
                        List.of(Map.of("recipientNo", "01012345678", "resendParameter", Map.of("isResend", true)))))
                .isEqualTo(-2502);
        assertThat(code(
                        "recipientList",
                        List.of(Map.of("recipientNo", "01012345678", "resendParameter", Map.of("isResend", false)))))
                .isZero();
        assertThat(code("buttons", List.of(Map.of("name", "보기", "type", "WL")))).isEqualTo(-3307);
    }

    @Test
    void anIdempotencyKeyCountsOnceInTenMinutes() throws Exception {
        var request = Shop.textTo("한 번만", "01012345678");
        var key = new String[] {"X-NC-API-IDEMPOTENCY-KEY", "outbox-1"};

        assertThat(Shop.code(shop.send(request, key))).isZero();
        assertThat(Shop.code(shop.send(request, key))).isEqualTo(-1005);
        assertThat(Shop.code(shop.send(request, key[0], "outbox-2"))).isZero();
        shop.ahead(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(Shop.code(shop.send(request, key))).isEqualTo(-1005);
        shop.ahead(Duration.ofMinutes(10));
        assertThat(Shop.code(shop.send(request, key))).isZero();
        assertThat(accepted().get("total").asInt()).isEqualTo(3);
        assertThat(accepted().at("/repeatedRecipientGroupingKeys/k01012345678").asInt())
                .isEqualTo(3);
    }

    @Test
    void resultsAreListedWithFiltersAndPages() throws Exception {
        var request = Shop.textTo("안녕하세요", "01012340000", "01012340001", "01012340002");
        request.put("senderGroupingKey", "campaign-1");
        shop.send(request);
        shop.text("다른 것", "01012340000");
        await().untilAsserted(() ->
                assertThat(found("resultCode=MRC02&").get("totalCount").asInt()).isEqualTo(2));

        assertThat(found("").get("totalCount").asInt()).isEqualTo(4);
        assertThat(found("senderGroupingKey=campaign-1&").get("totalCount").asInt())
                .isEqualTo(3);
        assertThat(found("recipientGroupingKey=k01012340000&").get("totalCount").asInt())
                .isEqualTo(2);
        assertThat(found("recipientNo=01012340001&")
                        .at("/messages/0/resultCode")
                        .asText())
                .isEqualTo("3019");
        assertThat(found("messageStatus=COMPLETED&").get("totalCount").asInt()).isEqualTo(2);
        assertThat(found("resultCode=MRC01&").get("totalCount").asInt()).isEqualTo(2);
        assertThat(found("pageSize=3&").get("messages")).hasSize(3);
        assertThat(found("pageSize=3&pageNum=2&").get("messages")).hasSize(1);
        assertThat(found("senderKey=other&").get("totalCount").asInt()).isZero();
    }

    private JsonNode found(String filter) throws IOException, InterruptedException {
        return search(filter + range("2026-11-23 12:00", "2026-11-23 12:00")).get("messageSearchResultResponse");
    }

    private JsonNode search(String query) throws IOException, InterruptedException {
        return shop.api.get(Shop.path("/messages?" + query));
    }

    private static String range(String start, String end) {
        return "startRequestDate=" + URLEncoder.encode(start, StandardCharsets.UTF_8) + "&endRequestDate="
                + URLEncoder.encode(end, StandardCharsets.UTF_8);
    }

    @Test
    void aSearchNeedsItsRange() throws Exception {
        assertThat(Shop.code(search(""))).isEqualTo(-3303);
        assertThat(Shop.code(search(range("2026-11-01 00:00", "2026-12-02 00:00"))))
                .isZero();
        assertThat(Shop.code(search(range("2026-11-01 00:00", "2026-12-02 00:01"))))
                .isEqualTo(-4003);
        assertThat(Shop.code(search("requestId=unknown"))).isZero();
        assertThat(Shop.code(search("requestId=x&pageSize=1001"))).isEqualTo(4);
        assertThat(Shop.code(shop.api.get(Shop.path("/messages/unknown/1")))).isEqualTo(-4000);
    }

    @Test
    void whatIsScheduledCanBeCalledBackUntilItIsSent() throws Exception {
        var request = Shop.textTo("내일 만나요", "01012340000", "01012345678");
        request.put("requestDate", "2026-11-24 10:00");
        var id = shop.send(request).at("/message/requestId").asText();

        assertThat(Shop.code(shop.api.json("DELETE", Shop.path("/messages/" + id + "?recipientSeq=1"), null)))
                .isZero();
        assertThat(shop.row(id, 1).get("messageStatus").asText()).isEqualTo("CANCEL");
        shop.ahead(Duration.ofHours(22));
        await().untilAsserted(() ->
                assertThat(shop.row(id, 2).get("resultCode").asText()).isEqualTo("1000"));

        assertThat(Shop.code(shop.api.json("DELETE", Shop.path("/messages/" + id), null)))
                .isEqualTo(-4000);
        assertThat(shop.row(id, 1).get("resultCode").isNull()).isTrue();
        assertThat(shop.phone("01012340000")).isEmpty();
    }

    @Test
    void theSenderProfileIsTold() throws Exception {
        var path = Shop.path("/senders/" + Shop.LOCAL.senderKey());
        assertThat(Shop.code(
                        shop.api.json("PUT", path + "/unsubscribe-content", Map.of("unsubscribeNo", "0801234567"))))
                .isZero();

        var sender = shop.api.get(path).get("sender");
        assertThat(sender.get("plusFriendId").asText()).isEqualTo("@단골마켓");
        assertThat(sender.get("status").asText()).isEqualTo("YSC03");
        assertThat(sender.get("marketingAgreement").asBoolean()).isFalse();
        assertThat(sender.get("unsubscribePhoneNumber").asText()).isEqualTo("0801234567");
        assertThat(Shop.code(shop.api.get(Shop.path("/senders/other")))).isEqualTo(-2017);
    }

    @Test
    void aRestartForgetsNothing() throws Exception {
        shop.control(Map.of("resultDelay", "PT1H"));
        var request = Shop.textTo("다시 켜도", "01012345678");
        var id = shop.send(request, "X-NC-API-IDEMPOTENCY-KEY", "once")
                .at("/message/requestId")
                .asText();
        shop.control(Map.of("resultDelay", "PT0S"));
        await().untilAsserted(() -> assertThat(shop.phone("01012345678")).hasSize(1));
        var phone = shop.phone("01012345678");
        shop.control(Map.of("resultDelay", "PT1H"));
        var waiting = shop.text("기다리는 중", "01012340000");
        shop.close();
        // A crash in the middle of a line.
        Files.writeString(folder.resolve("kakao/ledger.ndjson"), "{\"event\":\"acc", StandardOpenOption.APPEND);

        shop = new Shop(folder);

        assertThat(shop.row(id, 1).get("resultCode").asText()).isEqualTo("1000");
        assertThat(shop.phone("01012345678")).isEqualTo(phone);
        assertThat(Shop.code(shop.send(request, "X-NC-API-IDEMPOTENCY-KEY", "once")))
                .isEqualTo(-1005);
        await().untilAsserted(() ->
                assertThat(shop.row(waiting, 1).get("resultCode").asText()).isEqualTo("1000"));
        await().untilAsserted(() -> assertThat(shop.hooks.about("01012340000")).hasSize(1));
        assertThat(shop.hooks.about("01012345678")).isEmpty();
        var third = shop.text("그 뒤에도", "01012345678");
        shop.close();
        shop = new Shop(folder);
        assertThat(shop.row(third, 1).get("recipientNo").asText()).isEqualTo("01012345678");
    }

    @Test
    void phonesAreEmptiedButWhatWasAcceptedStaysKnown() throws Exception {
        var id = shop.text("안녕", "01012345678", "01012340000");
        await().untilAsserted(() ->
                assertThat(shop.phones.get("/api/messages").get("items")).hasSize(2));
        assertThat(shop.phones
                        .get("/api/phones?find=0000")
                        .at("/items/0/number")
                        .asText())
                .isEqualTo("01012340000");

        assertThat(shop.phones
                        .call("DELETE", "/api/messages?to=01012345678", null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(shop.phones.get("/api/messages").get("items")).hasSize(1);
        shop.phones.call("DELETE", "/api/messages", null);

        assertThat(shop.phones.get("/api/messages").get("items")).isEmpty();
        assertThat(shop.row(id, 1).get("resultCode").asText()).isEqualTo("1000");
        shop.phones.call("POST", "/api/control/reset", null);
        assertThat(Shop.code(shop.api.get(Shop.path("/messages/" + id + "/1")))).isEqualTo(-4000);
    }

    @Test
    void theNewestMessageComesFirst() throws Exception {
        for (var i = 1; i <= 3; i++) {
            var id = shop.text("메시지 " + i, "01012345678");
            await().untilAsserted(() ->
                    assertThat(shop.row(id, 1).get("resultCode").isNull()).isFalse());
        }

        var first = shop.phones.get("/api/messages?to=010-1234-5678&limit=2");
        assertThat(first.get("items"))
                .extracting(message -> message.get("content").asText())
                .containsExactly("메시지 3", "메시지 2");
        var second = shop.phones.get("/api/messages?to=01012345678&limit=2&cursor="
                + first.get("nextCursor").asText());
        assertThat(second.get("items"))
                .extracting(message -> message.get("content").asText())
                .containsExactly("메시지 1");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(shop.phones.call("GET", "/api/messages?limit=501", null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void anybodyCanBeMadeToOptOut() throws Exception {
        shop.phones.call("POST", "/api/control/opt-outs", Map.of("to", "010-1234-5678"));

        await().untilAsserted(() -> assertThat(shop.hooks.about("01012345678")).hasSize(1));
        assertThat(shop.hooks.told().getFirst().body().get("event").asText()).isEqualTo("UNSUBSCRIBE");
        assertThat(shop.phones.call("POST", "/api/control/opt-outs", Map.of()).statusCode())
                .isEqualTo(400);
    }

    // --- chaos ---

    private void chaos(String kind, Map<String, Object> more) throws Exception {
        var chaos = new LinkedHashMap<String, Object>(more);
        chaos.put("kind", kind);
        shop.control(Map.of("chaos", chaos));
    }

    @Test
    void anUnavailableProviderAcceptsNothing() throws Exception {
        chaos("unavailable", Map.of("times", 2));

        for (var status : List.of(503, 503, 200))
            assertThat(shop.api
                            .call("POST", Shop.path("/freestyle-messages"), Shop.textTo("안녕", "01012345678"))
                            .statusCode())
                    .isEqualTo(status);
        assertThat(accepted().get("total").asInt()).isEqualTo(1);
    }

    @Test
    void aProviderMayAcceptAndNeverSaySo() throws Exception {
        chaos("timeout-after-accept", Map.of("times", 1, "hold", "PT0.2S"));

        assertThatThrownBy(() -> shop.text("안녕", "01012345678")).isInstanceOf(IOException.class);

        assertThat(accepted().get("total").asInt()).isEqualTo(1);
        assertThat(found("recipientGroupingKey=k01012345678&").get("totalCount").asInt())
                .isEqualTo(1);
    }

    @Test
    void aProviderMayAnswerBrokenJson() throws Exception {
        chaos("malformed-json", Map.of("on", "all"));

        var answer = shop.api.call("POST", Shop.path("/freestyle-messages"), Shop.textTo("안녕", "01012345678"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Json.MAPPER.readTree(answer.body())).isInstanceOf(JsonProcessingException.class);
        assertThat(accepted().get("total").asInt()).isEqualTo(1);
        var off = new LinkedHashMap<String, Object>();
        off.put("chaos", null);
        shop.control(off);
        assertThat(Shop.code(shop.send(Shop.textTo("안녕", "01012345678")))).isZero();
    }

    @Test
    void aSlowBodyIsWholeInTheEnd() throws Exception {
        chaos("slow-body", Map.of("on", "results", "hold", "PT0.3S"));

        var id = shop.text("안녕", "01012345678");

        assertThat(shop.row(id, 1).get("requestId").asText()).isEqualTo(id);
    }

    @Test
    void whatIsNoSettingIsRefusedAndChangesNothing() throws Exception {
        var before = shop.phones.get("/api/control");
        var changes = new ArrayList<Map<String, Object>>(List.of(
                Map.of("resultDelay", "soon"),
                Map.of("resultDelay", "-PT1S"),
                Map.of("chaos", Map.of("kind", "earthquake")),
                Map.of("chaos", Map.of("times", 1)),
                Map.of("chaos", Map.of("kind", "unavailable", "times", 0)),
                Map.of("clockOffset", "yesterday"),
                Map.of("sendWindow", true, "typo", 1)));

        for (var change : changes)
            assertThat(shop.phones.call("PATCH", "/api/control", change).statusCode())
                    .as("%s", change)
                    .isEqualTo(422);

        assertThat(shop.phones
                        .call("PATCH", "/api/control", "x".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(shop.phones.get("/api/control")).isEqualTo(before);
    }
}
