package io.danggol.simulators.kakao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {
    private static final String TEMPLATES = Shop.path("/senders/" + Shop.LOCAL.senderKey() + "/templates");
    private static final Map<String, Object> GREETING = Map.of(
            "templateName", "장바구니",
            "chatBubbleType", "TEXT",
            "content", "#{이름}님, #{상품}을(를) 담아 두셨어요",
            "buttons", List.of(Map.of("name", "보기", "type", "WL", "linkMo", "https://shop.example/#{path}")));

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

    private String register(Map<String, Object> template) throws Exception {
        var answer = shop.api.json("POST", TEMPLATES, template);
        assertThat(Shop.code(answer)).as("%s", answer).isZero();
        return answer.at("/template/templateCode").asText();
    }

    private JsonNode send(String code, Map<String, Object> recipient) throws Exception {
        return shop.api.json(
                "POST",
                Shop.path("/basic-messages"),
                Map.of("senderKey", Shop.LOCAL.senderKey(), "templateCode", code, "recipientList", List.of(recipient)));
    }

    private static Map<String, Object> to(String number, Map<String, Object> parameters) {
        return new LinkedHashMap<>(Map.of("recipientNo", number, "targeting", "I", "templateParameter", parameters));
    }

    private static int result(JsonNode answer) {
        return answer.at("/message/sendResults/0/resultCode").asInt(Integer.MIN_VALUE);
    }

    @Test
    void aTemplateIsKeptChangedAndRemoved() throws Exception {
        var code = register(GREETING);
        assertThat(shop.api.get(TEMPLATES + "/" + code).at("/template/content").asText())
                .startsWith("#{이름}님");
        assertThat(shop.api
                        .get(TEMPLATES + "?templateName=장바".replace("장바", "%EC%9E%A5%EB%B0%94"))
                        .at("/templateListResponse/totalCount")
                        .asInt())
                .isEqualTo(1);

        var changed = new LinkedHashMap<>(GREETING);
        changed.put("content", "바뀐 내용");
        assertThat(Shop.code(shop.api.json("PUT", TEMPLATES + "/" + code, changed)))
                .isZero();
        shop.close();
        shop = new Shop(folder);
        var template = shop.api.get(TEMPLATES + "/" + code).get("template");
        assertThat(template.get("content").asText()).isEqualTo("바뀐 내용");
        assertThat(template.get("status").asText()).isEqualTo("A");
        assertThat(template.get("updateDate").asText()).isEqualTo("2026-11-23 12:00:00");

        assertThat(Shop.code(shop.api.json("DELETE", TEMPLATES + "/" + code, null)))
                .isZero();
        assertThat(Shop.code(shop.api.get(TEMPLATES + "/" + code))).isEqualTo(-3003);
        assertThat(Shop.code(send(code, to("01012345678", Map.of())))).isEqualTo(-3003);
    }

    @Test
    void eachRecipientGetsTheirOwnText() throws Exception {
        var code = register(GREETING);

        var answer = shop.api.json(
                "POST",
                Shop.path("/basic-messages"),
                Map.of(
                        "senderKey", Shop.LOCAL.senderKey(),
                        "templateCode", code,
                        "recipientList",
                                List.of(
                                        to("01012340000", Map.of("이름", "김단골", "상품", "구두 $1 \\", "path", "a")),
                                        to("01012345678", Map.of("이름", "이단골", "상품", "가방", "path", "b")))));

        assertThat(Shop.code(answer)).isZero();
        await().untilAsserted(() ->
                assertThat(shop.phones.get("/api/messages").get("items")).hasSize(2));
        assertThat(shop.phone("01012340000").at("/0/content").asText()).isEqualTo("김단골님, 구두 $1 \\을(를) 담아 두셨어요");
        assertThat(shop.phone("01012345678").at("/0/buttons/0/linkMo").asText()).isEqualTo("https://shop.example/b");
        assertThat(shop.phone("01012345678").at("/0/templateCode").asText()).isEqualTo(code);
        var row = shop.row(answer.at("/message/requestId").asText(), 1);
        assertThat(row.get("templateParameter").asText()).contains("김단골");
    }

    @Test
    void parametersAreCheckedForEachRecipient() throws Exception {
        var code = register(GREETING);
        var whole = Map.<String, Object>of("이름", "김단골", "상품", "구두", "path", "a");

        assertThat(result(send(code, to("01012345678", whole)))).isZero();
        assertThat(result(send(code, to("01012345678", Map.of("이름", "김단골"))))).isEqualTo(-3004);
        assertThat(result(send(code, to("01012345678", with(whole, "x@y", "z")))))
                .isEqualTo(-3347);
        assertThat(result(send(code, to("01012345678", with(whole, "상품", "가".repeat(1301))))))
                .isEqualTo(-2000);
        assertThat(result(send(code, to("01012345678", with(whole, "상품", List.of())))))
                .isEqualTo(-3324);
        assertThat(result(send(code, without(to("01012345678", whole), "targeting"))))
                .isEqualTo(-3303);
        shop.control(Map.of("sender", Map.of("initialUserRestriction", true)));
        assertThat(result(send(code, to("01012345678", with(whole, "상품", "가".repeat(19))))))
                .isZero();
        assertThat(result(send(code, to("01012345678", with(whole, "상품", "가".repeat(20))))))
                .isEqualTo(-1028);
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        var copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    private static Map<String, Object> without(Map<String, Object> map, String key) {
        map.remove(key);
        return map;
    }

    @Test
    void aTextThatGrowsTooLongFailsWhileSending() throws Exception {
        var code = register(GREETING);

        var answer = send(code, to("01012345678", Map.of("이름", "가".repeat(1000), "상품", "나".repeat(1000), "path", "a")));

        assertThat(result(answer)).isZero();
        var id = answer.at("/message/requestId").asText();
        await().untilAsserted(() ->
                assertThat(shop.row(id, 1).get("resultCode").asText()).isEqualTo("3014"));
        assertThat(shop.phone("01012345678")).isEmpty();
    }

    @Test
    void pricesLeftOutBecomeFixedVariables() throws Exception {
        shop.control(Map.of("uploadedImagesOnly", false));
        var code = register(Map.of(
                "templateName", "상품",
                "chatBubbleType", "COMMERCE",
                "image", Map.of("imageUrl", "https://shop.example/1.png"),
                "commerce", Map.of("title", "#{상품명}"),
                "buttons", List.of(Map.of("name", "구매", "type", "WL", "linkMo", "https://shop.example/"))));
        assertThat(shop.api
                        .get(TEMPLATES + "/" + code)
                        .at("/template/commerce/discountFixed")
                        .asText())
                .isEqualTo("#{정액할인가격}");

        send(code, to("01012345678", Map.of("상품명", "구두", "정상가격", "10000", "할인가격", "9000", "할인율", "10", "정액할인가격", "")));

        await().untilAsserted(() -> assertThat(shop.phone("01012345678")).hasSize(1));
        var commerce = shop.phone("01012345678").at("/0/commerce");
        assertThat(commerce.get("title").asText()).isEqualTo("구두");
        assertThat(commerce.get("discountPrice").asInt()).isEqualTo(9000);
        assertThat(commerce.has("discountFixed")).isFalse();
        assertThat(result(send(code, to("01012345678", Map.of("상품명", "구두"))))).isEqualTo(-3004);
        assertThat(result(send(code, to("01012345678", Map.of("상품명", "구두", "정상가격", "만원")))))
                .isEqualTo(-3324);
    }

    @Test
    void aCarouselsItemsCanHaveTheirOwnValuesAndPictures() throws Exception {
        shop.control(Map.of("uploadedImagesOnly", false));
        var card = Map.of(
                "header", "#{이름}",
                "message", "내용",
                "imageUrl", "https://shop.example/1.png",
                "buttons", List.of(Map.of("name", "보기", "type", "WL", "linkMo", "https://shop.example/")));
        var code = register(Map.of(
                "templateName",
                "둘",
                "chatBubbleType",
                "CAROUSEL_FEED",
                "carousel",
                Map.of("list", List.of(card, card))));
        var recipient = to("01012345678", Map.of("이름", "모두", "이름@$.carousel.list[1]", "둘째만"));
        recipient.put("imageParameters", List.of(Map.of(), Map.of("imageUrl", "https://shop.example/2.png")));

        send(code, recipient);

        await().untilAsserted(() -> assertThat(shop.phone("01012345678")).hasSize(1));
        var cards = shop.phone("01012345678").at("/0/carousel/list");
        assertThat(cards.at("/0/header").asText()).isEqualTo("모두");
        assertThat(cards.at("/1/header").asText()).isEqualTo("둘째만");
        assertThat(cards.at("/0/imageUrl").asText()).endsWith("1.png");
        assertThat(cards.at("/1/imageUrl").asText()).endsWith("2.png");
        recipient.put("imageParameters", List.of(Map.of()));
        assertThat(result(send(code, recipient))).isEqualTo(-3324);
    }

    @Test
    void aTemplateMustKeepItsLimits() throws Exception {
        var noName = new LinkedHashMap<>(GREETING);
        noName.remove("templateName");

        assertThat(Shop.code(shop.api.json("POST", TEMPLATES, noName))).isEqualTo(-3303);
        assertThat(Shop.code(shop.api.json("POST", TEMPLATES, with(GREETING, "templateName", "가".repeat(201)))))
                .isEqualTo(-2000);
        assertThat(Shop.code(shop.api.json("POST", TEMPLATES, with(GREETING, "content", "가".repeat(1301)))))
                .isEqualTo(-2000);
        assertThat(Shop.code(shop.api.json("PUT", TEMPLATES + "/unknown", GREETING)))
                .isEqualTo(-3003);
    }
}
