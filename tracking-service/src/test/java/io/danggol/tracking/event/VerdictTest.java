package io.danggol.tracking.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.contracts.StorefrontEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 KAKAOTALK 11.0";

    private static Draft draft(Sender sender, Map<String, Object> more) {
        var event = new HashMap<String, Object>(Map.of(
                "id", "e-1",
                "name", "view_item",
                "visitorId", "v_1",
                "consent", Map.of("analytics", true)));
        event.putAll(more);
        return switch (EventForm.read(event, sender)) {
            case Reading.Read(var draft) -> draft;
            case Reading.Unreadable(var refused) -> throw new AssertionError(refused);
        };
    }

    private static Verdict verdict(Sender sender, Map<String, Object> more, Proof proof) {
        return Verdict.of(draft(sender, more), proof, new Arrival(sender, NOW, IPHONE));
    }

    private static StorefrontEvent accepted(Sender sender, Map<String, Object> more) {
        return switch (verdict(sender, more, new Proof.Nobody())) {
            case Verdict.Accepted(var event) -> event;
            case Verdict other -> throw new AssertionError(other);
        };
    }

    private static Reason reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Rejected(var refused) -> refused.reason();
            case Verdict.Accepted _, Verdict.Unconsented _ -> null;
        };
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "BROWSER, 2026-11-14T08:00:00Z,     -",
                "BROWSER, 2026-11-14T07:59:59.999Z, TOO_LATE",
                "BROWSER, 1970-01-01T00:00:00Z,     TOO_LATE",
                "BROWSER, 2100-01-01T00:00:00Z,     -",
                "SERVER,  2000-01-01T00:00:00Z,     -",
                "SERVER,  1999-12-31T23:59:59.999Z, TOO_EARLY",
                "SERVER,  1970-01-01T00:00:00Z,     TOO_EARLY",
                "SERVER,  2100-01-01T00:00:00Z,     -",
            })
    void eventsMayBeSoOld(Sender sender, String occurredAt, Reason expected) {
        var verdict = verdict(sender, Map.of("occurredAt", occurredAt), new Proof.Nobody());

        assertThat(reason(verdict)).isEqualTo(expected);
    }

    @Test
    void aForgedTokenAndAnUnknownContactAreRefused() {
        assertThat(reason(verdict(Sender.BROWSER, Map.of(), new Proof.Forged())))
                .isEqualTo(Reason.FORGED_TOKEN);
        assertThat(reason(verdict(Sender.SERVER, Map.of(), new Proof.Stranger())))
                .isEqualTo(Reason.UNKNOWN_CONTACT);
    }

    @Test
    void withoutConsentOnlyTheNamesFamilyIsLeft() {
        var refusing = Map.<String, Object>of("consent", Map.of("analytics", false));
        var custom = Map.of("consent", Map.of(), "name", "custom.내_이벤트");

        assertThat(verdict(Sender.BROWSER, refusing, new Proof.Nobody()))
                .isEqualTo(new Verdict.Unconsented("view_item"));
        assertThat(verdict(Sender.SERVER, custom, new Proof.Nobody())).isEqualTo(new Verdict.Unconsented("custom"));
    }

    @Test
    void whatAnEventProvesStandsInIt() {
        var verdict = verdict(Sender.BROWSER, Map.of(), new Proof.Customer("ab".repeat(32)));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        it -> assertThat(it.event().customer()).isEqualTo("ab".repeat(32)));
    }

    @Test
    void aBrowsersEventSaysItsChannelAndDevice() {
        var context = accepted(
                        Sender.BROWSER,
                        Map.of("context", Map.of("pageUrl", "https://shop.example/p?id=1", "pageTitle", "구두")))
                .context();

        assertThat(context)
                .isEqualTo(new StorefrontEvent.Context(
                        "https://shop.example/p", "구두", null, null, null, "kakao", "mobile"));
    }

    @Test
    void aServersUserAgentSaysNothing() {
        assertThat(accepted(Sender.SERVER, Map.of()).context()).isNull();
    }

    @Test
    void campaignParametersOfTheAddressAreTakenWhereTheSenderNamesNone() {
        var url = "https://shop.example/?utm_source=naver&utm_medium=cpc&utm_campaign=%EA%B0%80%EC%9D%84";

        assertThat(accepted(Sender.BROWSER, Map.of("context", Map.of("pageUrl", url)))
                        .context()
                        .utm())
                .isEqualTo(new StorefrontEvent.Utm("naver", "cpc", "가을", null, null));
        assertThat(accepted(Sender.BROWSER, Map.of("context", Map.of("pageUrl", url, "utm", Map.of("source", "kakao"))))
                        .context()
                        .utm())
                .isEqualTo(new StorefrontEvent.Utm("kakao", null, null, null, null));
    }

    @Test
    void anEmailInACampaignParameterIsMasked() {
        var url = "https://shop.example/?utm_source=kim%40example.com";

        var context = accepted(Sender.BROWSER, Map.of("context", Map.of("pageUrl", url)))
                .context();

        assertThat(context.toString()).doesNotContain("kim");
    }
}
