package io.danggol.campaign;

import static io.danggol.campaign.Channel.KAKAO;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The eight bubbles, from the campaign to the phone.
@ServiceTest
@Staff
class KakaoBubbleTest {
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    @Inject
    Scene scene;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TEXT | 'content':'{customer.name}님'",
                "IMAGE | 'content':'{customer.name}님','image':{'imageUrl':'https://p.example/1.png','imageLink':'https://shop.example/'}",
                "WIDE | 'content':'{customer.name}님','image':{'imageUrl':'https://p.example/1.png'},'buttons':[{'name':'보기','linkMo':'https://shop.example/'}]",
                "WIDE_ITEM_LIST | 'header':'{customer.name}님께','item':{'list':[{'imageUrl':'https://p.example/1.png','linkMo':'https://shop.example/1'},{'title':'둘','imageUrl':'https://p.example/2.png','linkMo':'https://shop.example/2'},{'title':'셋','imageUrl':'https://p.example/3.png','linkMo':'https://shop.example/3'}]}",
                "PREMIUM_VIDEO | 'header':'새 영상','content':'{customer.name}님','video':{'videoUrl':'https://tv.kakao.com/v/1'},'buttons':[{'name':'보기','linkMo':'https://shop.example/'}]",
                "COMMERCE | 'image':{'imageUrl':'https://p.example/1.png'},'commerce':{'title':'구두','regularPrice':89000,'discountPrice':79000,'discountRate':11},'additionalContent':'내일 도착','buttons':[{'name':'보기','linkMo':'https://shop.example/'}],'coupon':{'title':'10% 할인 쿠폰','description':'이번 주까지','linkMo':'https://shop.example/c'}",
                "CAROUSEL_FEED | 'carousel':{'list':[{'header':'하나','message':'{customer.name}님','imageUrl':'https://p.example/1.png','buttons':[{'name':'보기','linkMo':'https://shop.example/1'}]},{'header':'둘','message':'안녕하세요','imageUrl':'https://p.example/2.png','buttons':[{'name':'보기','linkMo':'https://shop.example/2'}]}],'tail':{'linkMo':'https://shop.example/'}}",
                "CAROUSEL_COMMERCE | 'carousel':{'head':{'header':'추천','content':'{customer.name}님께','imageUrl':'https://p.example/0.png'},'list':[{'imageUrl':'https://p.example/1.png','commerce':{'title':'구두','regularPrice':39000},'buttons':[{'name':'보기','linkMo':'https://shop.example/1'}]}]}",
            })
    void eachBubbleIsKeptAsItWasDrawnUpAndArrivesFilledIn(String type, String fields) {
        var key = "bubble-" + type.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        var phone = "0107777%04d".formatted(1_000 + type.hashCode() % 900 + 900);
        var message = ("{'chatBubbleType':'" + type + "'," + fields + "}").replace('\'', '"');
        given().contentType(ContentType.JSON)
                .body("{\"key\":\"" + key + "\",\"kind\":\"broadcast\",\"content\":{\"kakao\":" + message + "}}")
                .post("/v1/campaigns")
                .then()
                .statusCode(201)
                .body("content.kakao.chatBubbleType", is(type));
        var kept = given().get("/v1/campaigns/" + key).body().asString();
        given().contentType(ContentType.JSON)
                .body(kept)
                .put("/v1/campaigns/" + key)
                .then()
                .statusCode(200);
        World.kakaoControl("{\"uploadedImagesOnly\":false}");
        try {
            given().contentType(ContentType.JSON)
                    .body("{\"to\":\"" + phone + "\"}")
                    .post("/v1/campaigns/" + key + "/test-send")
                    .then()
                    .statusCode(202);

            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(World.kakao(phone)).hasSize(1));
        } finally {
            World.kakaoControl("{\"uploadedImagesOnly\":true}");
        }
        var arrived = World.kakao(phone).getFirst();
        assertThat(arrived.path("chatBubbleType").asText()).isEqualTo(type);
        assertThat(arrived.toString()).doesNotContain("{customer.name}");
        assertThat(arrived.toString()).contains(type.equals("COMMERCE") ? "79000" : "홍길동님");
    }

    @Test
    void aCarouselShowsRecommendedProductsWithTheirPricesAndUploadedPictures() {
        scene.active("bubble-carousel", """
                {"key":"bubble-carousel","kind":"triggered","trigger":{"segmentEntered":"bubble-carousel"},
                 "steps":[{"key":"first","channels":["kakao"]}],
                 "content":{"kakao":{"chatBubbleType":"CAROUSEL_COMMERCE","products":"recommendations",
                   "carousel":{"head":{"header":"{customer.name}님","content":"이런 상품은 어떠세요?","imageUrl":"%s"},
                               "tail":{"linkMo":"https://shop.example/"}},
                   "buttons":[{"name":"보러 가기","type":"WL"}]}}}""".formatted(World.pictureOf("head")));
        var kim = scene.customer();
        scene.consents(kim, KAKAO);

        scene.enters(kim.id(), "bubble-carousel");

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.kakao(kim.phone())).hasSize(1));
        var carousel = World.kakao(kim.phone()).getFirst().path("carousel");
        assertThat(carousel.at("/head/header").asText()).isEqualTo(kim.name() + "님");
        assertThat(carousel.path("list"))
                .extracting(card -> card.at("/commerce/title").asText())
                .containsExactly("추천 상품 R1", "추천 상품 R2", "추천 상품 R3", "추천 상품 R4");
        assertThat(carousel.path("list")).allSatisfy(card -> {
            assertThat(card.at("/commerce/regularPrice").asInt()).isEqualTo(89_000);
            assertThat(card.at("/commerce/discountPrice").asInt()).isEqualTo(79_000);
            assertThat(card.at("/commerce/discountRate").asInt()).isEqualTo(11);
            assertThat(card.path("additionalContent").asText()).isEqualTo("담아 두신 상품과 비슷해요");
            assertThat(card.at("/buttons/0/linkMo").asText()).startsWith("https://msg.shop.example/c/");
            assertThat(card.path("imageUrl").asText()).doesNotStartWith(World.pictureOf(""));
        });
    }

    @Test
    void aListShowsTheCartAndWhoseCartIsTooSmallForItGetsTheNextChannel() {
        scene.active("bubble-list", """
                {"key":"bubble-list","kind":"triggered","trigger":{"segmentEntered":"bubble-list"},
                 "steps":[{"key":"first","channels":["kakao","email"],"mode":"first"}],
                 "content":{"email":{"subject":"장바구니","text":"{cart}"},
                            "kakao":{"chatBubbleType":"WIDE_ITEM_LIST","products":"cart","header":"담아 두신 상품이에요",
                                     "buttons":[{"name":"장바구니","type":"WL","linkMo":"https://shop.example/cart"}]}}}""");
        for (var id : new String[] {"L1", "L2", "L3"}) scene.product(id, "담은 상품 " + id, 39_000);
        var full = scene.customer();
        var small = scene.customer();
        scene.cart(full.id(), "L1", "L2", "L3");
        scene.cart(small.id(), "L1");
        for (var one : new Scene.Customer[] {full, small}) {
            scene.consents(one, KAKAO, Channel.EMAIL);
            scene.enters(one.id(), "bubble-list");
        }

        await().atMost(A_WHILE).untilAsserted(() -> {
            assertThat(World.kakao(full.phone())).hasSize(1);
            assertThat(World.mails(small.email())).hasSize(1);
        });
        assertThat(World.kakao(full.phone()).getFirst().at("/item/list"))
                .extracting(item -> item.path("title").asText())
                .containsExactly("담은 상품 L1\n39,000원", "담은 상품 L2\n39,000원", "담은 상품 L3\n39,000원");
        assertThat(World.kakao(small.phone())).isEmpty();
        assertThat(Scene.decisions(small.id()))
                .filteredOn(decision -> decision.get("channel").equals("kakao"))
                .singleElement()
                .satisfies(decision ->
                        assertThat(decision.get("reason")).hasFieldOrPropertyWithValue("code", "kakao-pictures"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'chatBubbleType':'TEXT','content':'x','item':{'list':[]}                | /content/kakao/item",
                "'chatBubbleType':'IMAGE','content':'x'                                  | /content/kakao/image",
                "'chatBubbleType':'COMMERCE','products':'cart'                           | /content/kakao/buttons",
                "'chatBubbleType':'COMMERCE','products':'wishes','buttons':[{'name':'x'}] | /content/kakao/products",
                "'chatBubbleType':'WIDE_ITEM_LIST','header':'x'                          | /content/kakao/item",
                "'chatBubbleType':'WIDE_ITEM_LIST','products':'cart','header':'스무 글자보다 더 긴 머리말은 넣을 수 없어요' | /content/kakao/header",
                "'chatBubbleType':'CAROUSEL_FEED','carousel':{'list':[]}                 | /content/kakao/carousel/list",
                "'chatBubbleType':'PREMIUM_VIDEO','video':{'videoUrl':'https://youtu.be/1'} | /content/kakao/video/videoUrl",
            })
    void whatKakaoWouldRefuseIsRefusedWhenItIsDrawnUp(String fields, String pointer) {
        given().contentType(ContentType.JSON)
                .body(("{'key':'bubble-bad','kind':'broadcast','content':{'kakao':{" + fields + "}}}")
                        .replace('\'', '"'))
                .put("/v1/campaigns/bubble-bad")
                .then()
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder(pointer));
        given().get("/v1/campaigns/bubble-bad").then().statusCode(404);
    }
}
