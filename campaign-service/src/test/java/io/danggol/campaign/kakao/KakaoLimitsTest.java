package io.danggol.campaign.kakao;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.kakao.KakaoContent.BubbleType;
import io.danggol.campaign.kakao.KakaoContent.Button;
import io.danggol.campaign.kakao.KakaoContent.ButtonType;
import io.danggol.campaign.kakao.KakaoContent.Coupon;
import io.danggol.campaign.kakao.KakaoContent.Image;
import io.danggol.campaign.kakao.KakaoContent.Targeting;
import io.danggol.campaign.kakao.KakaoLimits.Breach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KakaoLimitsTest {
    private static final String LINK = "https://shop.example/";

    @ParameterizedTest
    @CsvSource({
        "TEXT,  1300, false, ''",
        "TEXT,  1301, false, /content",
        "TEXT,  10,   true,  /image",
        "IMAGE, 1300, true,  ''",
        "IMAGE, 10,   false, /image",
        "WIDE,  76,   true,  ''",
        "WIDE,  77,   true,  /content",
    })
    void textAndImageFitTheirBubble(BubbleType type, int characters, boolean image, String at) {
        var message = new KakaoContent(
                type,
                "가".repeat(characters),
                Targeting.I,
                image ? Optional.of(new Image(LINK, Optional.empty())) : Optional.empty(),
                List.of(),
                Optional.empty());

        assertThat(String.join(
                        " ",
                        KakaoLimits.check(message).stream().map(Breach::pointer).toList()))
                .isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, 5, false, true",
        "TEXT, 6, false, false",
        "TEXT, 4, true, true",
        "TEXT, 5, true, false",
        "WIDE, 2, false, true",
        "WIDE, 3, false, false",
    })
    void noMoreButtonsThanFit(BubbleType type, int count, boolean coupon, boolean fits) {
        var buttons = new ArrayList<Button>();
        for (var i = 0; i < count; i++)
            buttons.add(new Button("버튼" + i, ButtonType.WL, Optional.of(LINK), Optional.empty()));
        var message = new KakaoContent(
                type,
                "안녕",
                Targeting.I,
                type == BubbleType.WIDE ? Optional.of(new Image(LINK, Optional.empty())) : Optional.empty(),
                buttons,
                coupon ? Optional.of(new Coupon("10% 할인 쿠폰", "설명", LINK)) : Optional.empty());

        assertThat(KakaoLimits.check(message).isEmpty()).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "보러 가기, WL, https://shop.example/, 0, ''",
        "보러 가기, WL, '',                    0, /buttons/0/linkMo",
        "보러 가기, WL, shop.example,          0, /buttons/0/linkMo",
        "열네 글자보다 긴 버튼 이름, WL, https://shop.example/, 0, /buttons/0/name",
        "채널 추가, AC, '',                    0, ''",
        "채널추가,  AC, '',                    0, /buttons/0/name",
        "채널 추가, AC, '',                    1, /buttons/1",
    })
    void aButtonHasItsNameLinkAndPlace(String name, ButtonType type, String link, int place, String at) {
        var buttons = new ArrayList<Button>();
        for (var i = 0; i < place; i++)
            buttons.add(new Button("앞", ButtonType.WL, Optional.of(LINK), Optional.empty()));
        buttons.add(new Button(name, type, Optional.of(link).filter(given -> !given.isEmpty()), Optional.empty()));
        var message = new KakaoContent(BubbleType.TEXT, "안녕", Targeting.I, Optional.empty(), buttons, Optional.empty());

        assertThat(String.join(
                        " ",
                        KakaoLimits.check(message).stream().map(Breach::pointer).toList()))
                .isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({
        "3000원 할인 쿠폰, true", "'3,000원 할인 쿠폰', false", "10% 할인 쿠폰, true", "0% 할인 쿠폰, false",
        "101% 할인 쿠폰, false", "배송비 할인 쿠폰, true", "커피 무료 쿠폰, true", "사이즈 UP 쿠폰, true",
        "여덟글자나되는거 무료 쿠폰, false", "할인 쿠폰, false", "10% 할인 쿠폰!, false",
    })
    void aCouponTitleHasOneOfFiveForms(String title, boolean fits) {
        var message = new KakaoContent(
                BubbleType.TEXT,
                "안녕",
                Targeting.I,
                Optional.empty(),
                List.of(),
                Optional.of(new Coupon(title, "설명", LINK)));

        assertThat(KakaoLimits.check(message).isEmpty()).isEqualTo(fits);
    }

    @Test
    void blankTextIsNoMessage() {
        var message =
                new KakaoContent(BubbleType.TEXT, " ", Targeting.I, Optional.empty(), List.of(), Optional.empty());

        assertThat(KakaoLimits.check(message)).extracting(Breach::pointer).containsExactly("/content");
    }
}
