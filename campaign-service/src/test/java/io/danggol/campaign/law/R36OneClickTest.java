package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// RFC 8058: the headers for one click. What the link does shows [io.danggol.campaign.UnsubscribeTest].
class R36OneClickTest {
    @Test
    void theHeadCarriesOneHttpsAddressAndTheOneClickHeader() {
        var head = Rendered.head(Rendered.mail("제목", "본문", "홍길동"));

        var found = Pattern.compile("(?m)^List-Unsubscribe: <(.*)>$")
                .matcher(head)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(found).singleElement().asString().matches("https://msg\\.shop\\.example/u/[A-Za-z0-9_-]{46}");
        assertThat(head.lines()).containsOnlyOnce("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    }
}
