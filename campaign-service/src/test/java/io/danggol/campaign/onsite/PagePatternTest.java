package io.danggol.campaign.onsite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagePatternTest {
    @ParameterizedTest
    @CsvSource({
        "/cart*,      https://shop.example/cart,             true",
        "/cart*,      https://shop.example/cart/review?x=1,  true",
        "/cart*,      https://shop.example/my/cart,          false",
        "/cart,       https://shop.example/cart#top,         true",
        "/cart,       https://shop.example/cart/,            false",
        "*/sale/*,    https://shop.example/c/sale/1,         true",
        "/,           https://shop.example,                  true",
        "/,           https://shop.example/cart,             false",
        "/상품/*,     https://shop.example/%EC%83%81%ED%92%88/1, true",
        "https://shop.example/*, https://shop.example/x,     true",
        "https://shop.example/*, https://other.example/x,    false",
        "/a.b,        https://shop.example/aXb,              false",
        "/cart*,      '',                                    false",
        "/cart*,      /cart,                                 true",
    })
    void aPatternNamesPages(String pattern, String url, boolean matches) {
        assertThat(new PagePattern(pattern).matches(url)).isEqualTo(matches);
    }
}
