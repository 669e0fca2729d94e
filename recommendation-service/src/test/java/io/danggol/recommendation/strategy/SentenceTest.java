package io.danggol.recommendation.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceTest {
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");

    static Stream<Arguments> sentences() {
        return Stream.of(
                Arguments.of(new Evidence.LikeMinded("구두", 3), "최근 보신 ‘구두’와 함께 본 상품이에요"),
                Arguments.of(new Evidence.LikeMinded("가방", 3), "최근 보신 ‘가방’과 함께 본 상품이에요"),
                Arguments.of(new Evidence.ViewedTogether("양말", 3), "‘양말’을 본 분들이 함께 본 상품이에요"),
                Arguments.of(new Evidence.ViewedTogether("바지 2", 3), "‘바지 2’를 본 분들이 함께 본 상품이에요"),
                Arguments.of(new Evidence.BoughtAfterViewing("바지 3", 3), "‘바지 3’을 본 분들이 구매한 상품이에요"),
                Arguments.of(new Evidence.BoughtTogether("USB", 3, 2), "‘USB’와 함께 구매한 상품이에요"),
                Arguments.of(new Evidence.Alike("구두", "신발 > 로퍼", null, List.of("가죽"), 1), "‘구두’와 비슷한 로퍼예요"),
                Arguments.of(new Evidence.Alike("구두", "신발 > 로퍼", null, List.of(), 1), "‘구두’와 같은 ‘로퍼’ 카테고리의 상품이에요"),
                Arguments.of(new Evidence.Alike("구두", "신발", "단골", List.of(), 1), "‘구두’와 같은 브랜드의 신발이에요"),
                Arguments.of(new Evidence.Alike("구두", null, "단골", List.of(), 1), "‘구두’와 같은 브랜드의 상품이에요"),
                Arguments.of(new Evidence.Alike("구두", null, null, List.of("구두"), 1), "‘구두’와 이름이 비슷한 상품이에요"),
                Arguments.of(new Evidence.Dearer("구두", "신발", 1.5), "‘구두’보다 한 단계 높은 신발이에요"),
                Arguments.of(new Evidence.GoesWith("구두"), "‘구두’와 함께 쓰는 상품이에요"),
                Arguments.of(new Evidence.Viewed(NOON.minusSeconds(60), 1), "방금 보신 상품이에요"),
                Arguments.of(new Evidence.Viewed(NOON.minusSeconds(3 * 3600), 1), "3시간 전에 보신 상품이에요"),
                Arguments.of(new Evidence.Viewed(NOON.minusSeconds(3 * 86400), 1), "3일 전에 보신 상품이에요"),
                Arguments.of(new Evidence.Trending("신발 > 구두", 2, 9), "지금 구두 인기 상품 2위예요"),
                Arguments.of(new Evidence.Trending(null, 2, 9), "지금 인기 상품 2위예요"),
                Arguments.of(new Evidence.BestSeller("신발 > 구두", 3, 9), "구두 베스트셀러 3위예요"),
                Arguments.of(new Evidence.BestSeller(null, 1, 9), "베스트셀러 1위예요"),
                Arguments.of(new Evidence.Arrived(NOON), "새로 들어온 상품이에요"),
                Arguments.of(new Evidence.Available(3L), "지금 구매할 수 있는 상품이에요"),
                Arguments.of(new Evidence.Matches("구두", List.of("구두")), "‘구두’ 검색어와 맞는 상품이에요"),
                Arguments.of(new Evidence.Pinned("home"), "쇼핑몰이 추천하는 상품이에요"));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void everyReasonIsAKoreanSentence(Evidence evidence, String sentence) {
        assertThat(Sentence.of(evidence, item -> item, NOON)).isEqualTo(sentence);
        assertThat(Sentence.code(evidence)).matches("[a-z_]+");
    }
}
