package io.danggol.tracking.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "https://shop.example/p/1 | https://shop.example/p/1",
                "https://shop.example/p/1?size=270&utm_source=naver&gclid=x&email=a@b.kr#reviews | https://shop.example/p/1?utm_source=naver&gclid=x",
                "https://SHOP.example:8443/P/1 | https://shop.example:8443/P/1",
                "https://kim:pw@shop.example/p | https://shop.example/p",
                "https://shop.example/구두/270 | https://shop.example/구두/270",
                "https://shop.example?fbclid=z | https://shop.example?fbclid=z",
                "https://shop.example/me/kim@example.com/orders | https://shop.example/me/***/orders",
                "https://shop.example/me/kim%40example.com | https://shop.example/me/***",
                "https://shop.example/?utm_term=kim%40example.com | https://shop.example/?utm_term=***",
                "https://shop.example/?utm_source=a&utm_source=b | https://shop.example/?utm_source=a",
                "https://shop.example/#/p/1?utm_source=a | https://shop.example/",
                "android-app://com.google.android.gm/ | android-app://com.google.android.gm/",
                "/p/1?x=1 | /p/1",
                "//evil | //evil",
                "nonsense | ''",
                "javascript:alert(1) | ''",
                "data:text/html,x | ''",
            })
    void addressesAreCutToPathCampaignAndClickIds(String text, String kept) {
        assertThat(PageUrl.of(text)).hasToString(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?", "#", "://", "https://", "https://?&=&", "%", "https://a/?utm_source=%zz", "?utm_source"
            })
    void anyTextIsRead(String text) {
        var url = PageUrl.of(text);

        assertThat(url.host()).isNotNull();
        assertThat(url.param("utm_source")).isNotNull();
        assertThat(url.toString().length()).isLessThanOrEqualTo(text.length());
    }

    @ParameterizedTest
    @CsvSource({"https://M.Naver.com:80/x, m.naver.com", "/p, ''", "https://a@b.kr, b.kr"})
    void aHostHasNeitherPortNorCredentials(String text, String host) {
        assertThat(PageUrl.of(text).host()).isEqualTo(host);
    }
}
