package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Addresses of links name nobody. What the Kakao provider gets shows [io.danggol.campaign.KakaoTest].
class R27MinimisationTest {
    @Test
    void noAddressInAMailNamesThePerson() {
        var html = Rendered.part(Rendered.mail("제목", "{customer.name}님 {cart}", "hong-gildong"), "text/html");

        var links = Pattern.compile("(?:href|src)=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link)
                        .startsWith("https://msg.shop.example/")
                        .doesNotContain("hong", "customer.example", "@"));
    }
}
