package io.danggol.recommendation.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.recommendation.history.Items;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssortmentTest {
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");

    private final Items items = new Items(1_000);
    private final Assortment assortment = new Assortment(items);
    private final Likeness likeness = new Likeness(assortment);

    private static Product product(String id, String name, String brand, long price, Long stock, String... levels) {
        return new Product(
                id,
                name,
                brand,
                List.of(levels),
                BigDecimal.valueOf(price),
                null,
                "KRW",
                stock,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                false,
                NOON);
    }

    @Test
    void theHighestRevisionHoldsInWhateverOrderTheyCome() {
        for (var round = 0; round < 300; round++) {
            var seed = System.nanoTime();
            var random = new Random(seed);
            var revisions = new ArrayList<Integer>();
            for (var revision = 1; revision <= 20; revision++) revisions.add(revision);
            Collections.shuffle(revisions, random);
            var one = new Assortment(new Items(100));
            for (var revision : revisions) {
                if (revision % 5 == 0) one.remove("p", revision);
                else one.put(product("p", "이름 " + revision, "b", 1, revision % 2L, "c" + revision % 3), revision);
            }

            assertThat(one.find(0)).as("seed %d", seed).isEmpty();
            assertThat(one.size()).isZero();
            assertThat(one.sellable()).isEmpty();
            for (var category = 0; category < 3; category++)
                assertThat(one.inCategory("c" + category)).isEmpty();
            assertThat(one.put(product("p", "새것", "b", 1, 1L, "c"), 21)).isTrue();
            assertThat(one.sellable()).extracting(Product::name).containsExactly("새것");
        }
    }

    @Test
    void aCategoryIsFoundByItsNameAndByItsPath() {
        assortment.put(product("p", "구두", "b", 1, 1L, "신발", "구두"), 1);

        assertThat(assortment.categoriesCalled("구두")).containsExactly("신발 > 구두");
        assertThat(assortment.categoriesCalled("신발 > 구두")).containsExactly("신발 > 구두");
        assertThat(assortment.inCategory("신발")).containsExactly(0);
        assortment.remove("p", 2);
        assertThat(assortment.categoriesCalled("구두")).isEmpty();
    }

    @Test
    void likeIsWhatSharesCategoryWordsBrandAndPrice() {
        assortment.put(product("anchor", "브라운 옥스퍼드 구두", "단골", 90_000, 1L, "신발", "구두"), 1);
        assortment.put(product("twin", "블랙 옥스퍼드 구두", "단골", 95_000, 1L, "신발", "구두"), 2);
        assortment.put(product("cousin", "운동화", "다른", 60_000, 1L, "신발", "운동화"), 3);
        assortment.put(product("stranger", "냄비", "부엌", 30_000, 1L, "주방"), 4);

        var matches = likeness.to(items.find("anchor"), _ -> true, 9);

        assertThat(matches).extracting(match -> items.id(match.item())).containsExactly("twin", "cousin");
        assertThat(matches.getFirst().brand()).isEqualTo("단골");
        assertThat(matches.getFirst().category()).isEqualTo("신발 > 구두");
        assertThat(matches.getFirst().words()).contains("옥스퍼드", "구두");
        assertThat(matches.getLast().category()).isEqualTo("신발");
    }

    @ParameterizedTest
    @CsvSource({
        "옥스퍼드구두, 갈색 구두, true",
        "갈색 구두, 옥스퍼드구두, true",
        "새벽길 트레일화, 트레일화 끈, true",
        "Canvas 스니커즈, canvas 가방, true",
        "새벽길 트레일화, 골덴 스트레이트 팬츠, false",
        "노트북 백팩, 모눈 노트, false",
        "면 티 100, 100 색연필, false"
    })
    void namesAreLikeOnlyWhereTheyShareAWord(String name, String other, boolean like) {
        assortment.put(product("anchor", name, null, 1000, 1L, "가"), 1);
        assortment.put(product("other", other, null, 1000, 1L, "나"), 1);
        assertThat(likeness.to(items.find("anchor"), _ -> true, 10)).hasSize(like ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"옥스퍼드구두, anchor", "OXFORD, latin", "oxford 270, latin", "주방, pan", "🥾, ''"})
    void searchFindsWordsHoweverTheyAreSpaced(String query, String first) {
        assortment.put(product("anchor", "브라운 옥스퍼드 구두", "단골", 1, 1L, "신발"), 1);
        assortment.put(product("latin", "Oxford 270", "단골", 1, 1L, "신발"), 2);
        assortment.put(product("pan", "프라이팬", "부엌", 1, 1L, "주방"), 3);

        var matches = likeness.search(query, _ -> true, 9);

        if (first.isEmpty()) assertThat(matches).isEmpty();
        else assertThat(items.id(matches.getFirst().item())).isEqualTo(first);
    }
}
