package io.danggol.profile.contact;

import io.danggol.profile.consent.Channel;
import io.danggol.profile.consent.Permission;
import io.danggol.profile.consent.Purpose;
import io.danggol.profile.consent.Reconfirmation;
import io.danggol.profile.consent.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// Whether somebody may be written to now and, if not, by which rule.
public sealed interface Allowance {
    /// @param by the ledger's entry that allows it, or `legal-notice`
    record Allowed(String by) implements Allowance {}

    record Restricted() implements Allowance {}

    record Under14() implements Allowance {}

    record NoConsent() implements Allowance {}

    /// The consent was not confirmed within two years.
    record Unconfirmed(Instant due) implements Allowance {}

    /// The address is that of somebody who was erased, and nobody agreed anew since.
    record Suppressed() implements Allowance {}

    record NoNightConsent() implements Allowance {}

    /// What a message is for.
    enum Purport {
        ADVERTISING,
        LEGAL_NOTICE
    }

    /// What the answer depends on.
    ///
    /// @param guardedUntil fourteenth birthday of somebody younger; empty for everybody else
    /// @param suppressedSince when the owner of the address was erased; empty if never
    record Recipient(
            Map<Permission, Standing> consents,
            boolean restricted,
            Optional<LocalDate> guardedUntil,
            Optional<Instant> suppressedSince) {}

    /// Decides from its arguments alone. Whatever is unknown counts as refused.
    static Allowance of(Recipient recipient, Channel channel, Purport purport, Instant now) {
        return switch (purport) {
            case LEGAL_NOTICE -> new Allowed("legal-notice");
            case ADVERTISING -> advertising(recipient, channel, now);
        };
    }

    private static Allowance advertising(Recipient recipient, Channel channel, Instant now) {
        var consent = recipient.consents().get(Permission.of(Purpose.MARKETING, channel));
        if (recipient.restricted()) return new Restricted();
        var today = LocalDate.ofInstant(now, Night.SEOUL);
        if (recipient.guardedUntil().filter(today::isBefore).isPresent()) return new Under14();
        if (consent == null || !consent.granted()) return new NoConsent();
        var due = Reconfirmation.due(Purpose.MARKETING, consent.since()).orElseThrow();
        if (!now.isBefore(due)) return new Unconfirmed(due);
        if (recipient
                .suppressedSince()
                .filter(since -> !consent.since().isAfter(since))
                .isPresent()) return new Suppressed();
        if (!Night.covers(channel, now)) return new Allowed(consent.entry());
        var night = recipient.consents().get(Permission.of(Purpose.NIGHT_MARKETING, channel));
        var allowed = night != null
                && night.granted()
                && now.isBefore(Reconfirmation.due(Purpose.NIGHT_MARKETING, night.since())
                        .orElseThrow());
        return allowed ? new Allowed(night.entry()) : new NoNightConsent();
    }

    /// The hours in which an advertisement needs the person's night consent: 21:00 to 08:00, Seoul time.
    ///
    /// Source: Network Act (정보통신망법) art. 50(3); its Enforcement Decree art. 61(2) exempts e-mail.
    final class Night {
        private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
        private static final int BEGINS = 21;
        private static final int ENDS = 8;

        private Night() {}

        /// Whether `at` falls in the night for `channel`; 21:00:00 does, 08:00:00 does not.
        static boolean covers(Channel channel, Instant at) {
            var hour = at.atZone(SEOUL).getHour();
            return switch (channel) {
                case EMAIL -> false;
                case KAKAO, SMS, PUSH -> hour >= BEGINS || hour < ENDS;
            };
        }
    }
}
