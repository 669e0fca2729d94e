package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.mail.Sender;
import io.danggol.campaign.plan.Preflight;
import io.danggol.campaign.plan.Preflight.Finding;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An advertisement names its sender, e-mail address, phone number and postal address; without them none starts.
class R7SenderTest {
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/html"})
    void everyPartOfTheMailNamesTheSender(String type) {
        var body = Rendered.part(Rendered.mail("제목", "본문", "홍길동"), type);

        assertThat(body).contains("단골마켓", "hello@shop.example", "02-1234-5678", "서울특별시 종로구 세종대로 1");
    }

    @ParameterizedTest
    @CsvSource({
        "'',       a@b.example, 02-1, 서울, name",
        "단골마켓, '',          02-1, 서울, email",
        "단골마켓, a@b.example, '',   서울, phone",
        "단골마켓, a@b.example, ' ',  서울, phone",
        "단골마켓, a@b.example, 02-1, '',   address",
    })
    void aCampaignDoesNotStartWithoutThem(String name, String email, String phone, String address, String missing) {
        var setup = new Preflight.Setup(
                new Sender(name, email, phone, address), "", "https://m.example", true, Set.of(), Set.of());

        var findings = Preflight.of(People.campaign(), setup);

        assertThat(Preflight.ok(findings)).isFalse();
        assertThat(findings)
                .filteredOn(finding -> finding.rule().equals("sender-footer"))
                .extracting(Finding::detail)
                .singleElement()
                .asString()
                .endsWith(": " + missing);
    }
}
