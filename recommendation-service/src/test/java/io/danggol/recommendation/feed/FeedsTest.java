package io.danggol.recommendation.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.problem.Problem;
import io.danggol.recommendation.feed.Translation.Stock;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private final ObjectMapper json = new ObjectMapper();

    private static TsvRows table(String text) throws IOException {
        return new TsvRows(new BufferedReader(new StringReader(text)));
    }

    private List<Translation> translated(Feed feed, Rows rows) throws IOException {
        var all = new ArrayList<Translation>();
        for (var row = rows.next(); row != null; row = rows.next()) {
            all.add(Translation.of(feed, json.readTree(row), NOW));
        }
        return all;
    }

    private List<Translation> tableOf(String file, Feed feed) throws IOException {
        try (var in = FeedsTest.class.getResourceAsStream("/feeds/" + file)) {
            var rows = new TsvRows(new BufferedReader(new InputStreamReader(in, UTF_8)));
            assertThat(rows.feed()).isEqualTo(feed);
            return translated(feed, rows);
        }
    }

    private JsonNode tree(String text) throws IOException {
        return json.readTree(text);
    }

    private static List<String> pointers(Translation row) {
        return row.errors().stream().map(Problem.Error::pointer).toList();
    }

    @Test
    void aMerchantTableIsReadInOurWords() throws IOException {
        var rows = tableOf("merchant.tsv", Feed.MERCHANT);

        assertThat(rows).hasSize(6);
        assertThat(tree(rows.get(0).product().toString())).isEqualTo(tree("""
                {"item_id":"m-1","item_name":"단골 \\"옥스퍼드\\" 구두","item_brand":"단골","url":"https://shop.example/p/m-1",
                 "imageUrl":"https://shop.example/i/m-1.jpg","variantOf":"g-1","attributes":{"color":"브라운"},
                 "item_category":"신발","item_category2":"구두","item_category3":"옥스퍼드","price":89000,"salePrice":79000.00,
                 "currency":"KRW","adult":false}"""));
        assertThat(rows.get(0).stock()).isEqualTo(Stock.SOME);
        assertThat(rows.get(0).errors()).isEmpty();
    }

    @Test
    void aSaleCountsInItsTermOnlyAndACategoryInDigitsNotAtAll() throws IOException {
        var rows = tableOf("merchant.tsv", Feed.MERCHANT);

        assertThat(rows.get(1).product().has("salePrice")).isFalse();
        assertThat(rows.get(1).product().path("item_category2").asText()).isEqualTo("Shoes");
        assertThat(rows.get(2).product().has("item_category")).isFalse();
        assertThat(rows.get(2).stock()).isEqualTo(Stock.NONE);
    }

    @Test
    void whatIsWrongInARowPointsAtItsColumn() throws IOException {
        var merchant = tableOf("merchant.tsv", Feed.MERCHANT);
        var naver = tableOf("naver.tsv", Feed.NAVER);

        assertThat(pointers(merchant.get(3))).containsExactlyInAnyOrder("/price", "/availability");
        assertThat(merchant.get(3).inFeed(new Problem.Error("/url", "x")).pointer())
                .isEqualTo("/link");
        assertThat(pointers(merchant.get(4))).containsExactly("");
        assertThat(merchant.get(5).inFeed(new Problem.Error("/item_id", "x")).pointer())
                .isEqualTo("/id");
        assertThat(pointers(naver.get(3))).containsExactlyInAnyOrder("/price_pc", "/class");
        assertThat(naver.get(3)
                        .inFeed(new Problem.Error("/item_category2", "x"))
                        .pointer())
                .isEqualTo("/category_name2");
    }

    @Test
    void aNaverTableIsReadInOurWords() throws IOException {
        var rows = tableOf("naver.tsv", Feed.NAVER);

        assertThat(tree(rows.get(0).product().toString())).isEqualTo(tree("""
                {"item_id":"n-1","item_name":"단골 27\\" 모니터","item_brand":"단골전자","url":"https://shop.example/p/n-1",
                 "imageUrl":"https://shop.example/i/n-1.jpg","item_category":"가전","item_category2":"모니터",
                 "item_category3":"27인치","price":250000,"salePrice":199000,"currency":"KRW",
                 "attributes":{"maker":"단골전자","origin":"국산","condition":"신상품"}}"""));
        assertThat(rows.get(0).stock()).isEqualTo(Stock.UNSAID);
        assertThat(rows.get(1).product().path("item_name").asText()).isEqualTo("\"최고\"라는 이름의 컵");
        assertThat(rows.get(1).product().path("price").asInt()).isEqualTo(5_000);
        assertThat(rows.get(1).product().has("salePrice")).isFalse();
        assertThat(rows.get(2).stock()).isEqualTo(Stock.GONE);
    }

    @Test
    void anRssFeedIsReadInOurWords() throws IOException {
        try (var in = FeedsTest.class.getResourceAsStream("/feeds/merchant.xml")) {
            var rows = translated(Feed.MERCHANT, new RssRows(in));

            assertThat(rows).hasSize(2);
            assertThat(tree(rows.get(0).product().toString())).isEqualTo(tree("""
                    {"item_id":"r-1","item_name":"더비 & 로퍼","url":"https://shop.example/p/r-1",
                     "imageUrl":"https://shop.example/i/r-1.jpg","item_category":"신발","item_category2":"구두",
                     "price":120000,"currency":"KRW","adult":true}"""));
            assertThat(rows.get(1).product().path("item_name").asText()).isEqualTo("값 없는 구두");
            assertThat(pointers(rows.get(1))).containsExactly("/price");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text",
                "<feed><entry/></feed>",
                "<rss><channel><item><title>a</title></channel></rss>",
                "<rss><channel><item><title>&unknown;</title></item></channel></rss>",
                "<!DOCTYPE rss><rss/>",
                "<!DOCTYPE rss [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><rss><channel><item><title>&e;</title></item>"
                        + "</channel></rss>",
                "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:1/rss.dtd'><rss/>",
                "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
                        + "<rss><channel><item><title>&b;</title></item></channel></rss>",
            })
    void whatIsNoRssOrHasADocumentTypeIsRefused(String text) {
        assertThatThrownBy(() -> translated(Feed.MERCHANT, new RssRows(new ByteArrayInputStream(text.getBytes(UTF_8)))))
                .isInstanceOf(BadFeed.class)
                .hasMessageNotContaining("title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b,c", "id\ttitle", "title\tprice\n1\t2", "{\"item_id\":\"a\"}"})
    void aTableOfOtherColumnsIsRefused(String text) {
        assertThatThrownBy(() -> table(text)).isInstanceOf(BadFeed.class);
    }

    @Test
    void emptyLinesAndShortRowsAreFineAndRepeatedColumnsCountOnce() throws IOException {
        var rows = table("\uFEFFID\tTitle\tPrice\tid\r\n\r\na\t구두\r\n\nb\t가방\t1 KRW\tc\n");

        assertThat(tree(rows.next())).isEqualTo(tree("{\"id\":\"a\",\"title\":\"구두\"}"));
        assertThat(tree(rows.next())).isEqualTo(tree("{\"id\":\"b\",\"title\":\"가방\",\"price\":\"1 KRW\"}"));
        assertThat(rows.next()).isNull();
    }
}
