package io.danggol.profile.contact;

import static io.danggol.profile.consent.Channel.EMAIL;
import static io.danggol.profile.consent.Channel.KAKAO;
import static io.danggol.profile.consent.Purpose.MARKETING;
import static io.danggol.profile.consent.Purpose.NIGHT_MARKETING;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.profile.consent.Channel;
import io.danggol.profile.consent.Permission;
import io.danggol.profile.consent.Standing;
import io.danggol.profile.contact.Allowance.Allowed;
import io.danggol.profile.contact.Allowance.NoConsent;
import io.danggol.profile.contact.Allowance.NoNightConsent;
import io.danggol.profile.contact.Allowance.Purport;
import io.danggol.profile.contact.Allowance.Recipient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {
    private static final Instant GIVEN = Instant.parse("2026-01-10T03:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");

    /// Rules R1 and R3: no advertisement without this channel's consent, and none after a refusal.
    @Test
    void advertisingNeedsTheConsentOfItsChannel() {
        var email = recipient(Map.of(Permission.of(MARKETING, EMAIL), granted("p/1")));
        var refused = recipient(Map.of(Permission.of(MARKETING, EMAIL), new Standing(false, GIVEN, "p/2")));

        assertThat(advertising(email, EMAIL, NOON)).isEqualTo(new Allowed("p/1"));
        assertThat(advertising(email, KAKAO, NOON)).isEqualTo(new NoConsent());
        assertThat(advertising(refused, EMAIL, NOON)).isEqualTo(new NoConsent());
        assertThat(advertising(recipient(Map.of()), EMAIL, NOON)).isEqualTo(new NoConsent());
    }

    /// Rule R4: 50(3) of the Network Act.
    @ParameterizedTest
    @CsvSource({
        "KAKAO, 2026-03-02T20:59:59+09:00, true",
        "KAKAO, 2026-03-02T21:00:00+09:00, false",
        "KAKAO, 2026-03-03T07:59:59+09:00, false",
        "KAKAO, 2026-03-03T08:00:00+09:00, true",
        "SMS,   2026-03-02T12:00:00Z,      false",
        "EMAIL, 2026-03-02T23:00:00+09:00, true",
    })
    void nightNeedsItsOwnConsent(Channel channel, OffsetDateTime at, boolean allowed) {
        var consents = new HashMap<Permission, Standing>();
        consents.put(Permission.of(MARKETING, channel), granted("p/1"));

        var without = advertising(recipient(consents), channel, at.toInstant());
        assertThat(without).isEqualTo(allowed ? new Allowed("p/1") : new NoNightConsent());

        if (channel == EMAIL) return;
        consents.put(Permission.of(NIGHT_MARKETING, channel), granted("p/2"));
        assertThat(advertising(recipient(consents), channel, at.toInstant()))
                .isEqualTo(new Allowed(allowed ? "p/1" : "p/2"));
    }

    /// Rule R11: blocked while the confirmation is overdue.
    @ParameterizedTest
    @CsvSource({"2028-01-09T23:59:59+09:00, true", "2028-01-10T00:00:00+09:00, false"})
    void aConsentThatNobodyConfirmedForTwoYearsAllowsNothing(OffsetDateTime at, boolean allowed) {
        var it = recipient(Map.of(Permission.of(MARKETING, EMAIL), granted("p/1")));

        assertThat(advertising(it, EMAIL, at.toInstant()) instanceof Allowed).isEqualTo(allowed);
    }

    /// Rule R17: art. 22-2 of the Personal Information Protection Act.
    @ParameterizedTest
    @CsvSource({"2026-11-22, false", "2026-11-21, true", "2020-01-01, true"})
    void childrenUnder14GetNoAdvertisement(LocalDate fourteenthBirthday, boolean allowed) {
        var consents = Map.of(Permission.of(MARKETING, EMAIL), granted("p/1"));
        var it = new Recipient(consents, false, Optional.of(fourteenthBirthday), Optional.empty());

        assertThat(advertising(it, EMAIL, NOON) instanceof Allowed).isEqualTo(allowed);
    }

    @Test
    void whoHadTheirDataRestrictedGetsLegalNoticesOnly() {
        var consents = Map.of(Permission.of(MARKETING, EMAIL), granted("p/1"));
        var it = new Recipient(consents, true, Optional.empty(), Optional.empty());

        assertThat(advertising(it, EMAIL, NOON)).isEqualTo(new Allowance.Restricted());
        assertThat(Allowance.of(it, EMAIL, Purport.LEGAL_NOTICE, NOON)).isEqualTo(new Allowed("legal-notice"));
    }

    /// Rule R21: the suppression survives the erasure, until somebody agrees anew.
    @Test
    void anErasedPersonsAddressStaysSuppressedUntilANewConsent() {
        var consents = Map.of(Permission.of(MARKETING, EMAIL), granted("p/1"));
        var later = new Recipient(consents, false, Optional.empty(), Optional.of(GIVEN.plusSeconds(1)));
        var before = new Recipient(consents, false, Optional.empty(), Optional.of(GIVEN.minusSeconds(1)));

        assertThat(advertising(later, EMAIL, NOON)).isEqualTo(new Allowance.Suppressed());
        assertThat(advertising(before, EMAIL, NOON)).isEqualTo(new Allowed("p/1"));
    }

    private static Allowance advertising(Recipient recipient, Channel channel, Instant at) {
        return Allowance.of(recipient, channel, Purport.ADVERTISING, at);
    }

    private static Standing granted(String entry) {
        return new Standing(true, GIVEN, entry);
    }

    private static Recipient recipient(Map<Permission, Standing> consents) {
        return new Recipient(consents, false, Optional.empty(), Optional.empty());
    }
}
