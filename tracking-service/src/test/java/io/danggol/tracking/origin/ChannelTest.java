package io.danggol.tracking.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.tracking.text.PageUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelTest {
    private static final String SHOP = "https://shop.example/";

    private static PageUrl url(String text) {
        return text == null ? null : PageUrl.of(text);
    }

    @ParameterizedTest
    @CsvSource({
        "facebook, cpc, facebook",
        "FB, paid, facebook",
        "m.facebook.com, referral, facebook",
        "ig, social, instagram",
        "naver_shopping, cpc, naver",
        "kakaotalk, message, kakao",
        "google, cpc, google",
        "weekly, email, email",
        "newsletter, '', email",
        "shop, sms, sms",
        "Influencer_Kim, post, influencer_kim",
    })
    void campaignParametersComeFirst(String source, String medium, String channel) {
        assertThat(Channel.of(url(SHOP + "?gclid=x"), url("https://www.google.com/"), source, medium, "KAKAOTALK"))
                .isEqualTo(channel);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "gclid=x,  -,                           google",
                "fbclid=x, -,                           facebook",
                "fbclid=x, https://l.instagram.com/,    instagram",
                "NaPm=ct,  https://www.google.com/,     naver",
                "n_media=1,-,                           naver",
                "ttclid=1, -,                           tiktok",
                "msclkid=1,-,                           bing",
            })
    void clickIdsComeSecond(String query, String referrer, String channel) {
        assertThat(Channel.of(url(SHOP + "?" + query), url(referrer), "", "", null))
                .isEqualTo(channel);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.google.co.kr/, google",
        "https://google.com/, google",
        "https://search.naver.com/search.naver, naver",
        "https://m.naver.com/, naver",
        "https://mail.naver.com/, email",
        "https://mail.google.com/, email",
        "https://m.facebook.com/, facebook",
        "https://l.instagram.com/, instagram",
        "https://search.daum.net/, daum",
        "https://pf.kakao.com/, kakao",
        "https://t.co/abc, twitter",
        "https://notnaver.com/, referral",
        "https://blog.example/post, referral",
    })
    void sitesAreKnownByTheirHosts(String referrer, String channel) {
        assertThat(Channel.of(url(SHOP), url(referrer), "", "", "Mozilla/5.0")).isEqualTo(channel);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Mozilla/5.0 (iPhone) KAKAOTALK 10.0,                     kakao",
                "Mozilla/5.0 (Linux; Android 14) NAVER(inapp; search),    naver",
                "Mozilla/5.0 (iPhone) Instagram 300.0 [FBAN/FBIOS],       instagram",
                "Mozilla/5.0 (iPhone) [FBAN/FBIOS;FBAV/400],              facebook",
                "Mozilla/5.0,                                             direct",
                "-,                                                       direct",
            })
    void withoutReferrerTheAppDecides(String userAgent, String channel) {
        assertThat(Channel.of(url(SHOP), null, "", "", userAgent)).isEqualTo(channel);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"https://shop.example/p/2, https://shop.example/", "-, -"})
    void aPageReachedFromTheShopItselfHasNoChannel(String page, String referrer) {
        assertThat(Channel.of(url(page), url(referrer), "", "", "Mozilla/5.0")).isNull();
    }
}
