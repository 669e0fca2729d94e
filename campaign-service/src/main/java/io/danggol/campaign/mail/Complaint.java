package io.danggol.campaign.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// A reader told his mail provider that a mail is spam, and the provider tells us.
///
/// Source: RFC 5965 (ARF). Of its kinds `abuse`, `fraud` and `opt-out` are a reader's no; `not-spam` (RFC
/// 6430), `virus` and what a machine found (`auth-failure`, RFC 6591) are not.
///
/// @param message id of the mail
public record Complaint(UUID message) {
    private static final Pattern TYPE = Quoting.field("Feedback-Type");
    private static final Set<String> NO = Set.of("abuse", "fraud", "opt-out");

    /// The complaint in a mail; empty when it is none, or speaks of no mail of ours.
    public static Optional<Complaint> parse(String mail) {
        return Quoting.after(mail, "message/feedback-report")
                .filter(report -> Quoting.first(TYPE, report)
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .filter(NO::contains)
                        .isPresent())
                .flatMap(Quoting::message)
                .map(Complaint::new);
    }
}
