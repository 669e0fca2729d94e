package io.danggol.campaign.mail;

/// How a hand-over by SMTP ended.
public sealed interface SmtpOutcome {
    /// The server has taken it.
    record Accepted() implements SmtpOutcome {}

    /// The server will not take it, and trying again is of no use.
    ///
    /// @param code the reply code, 500 to 599
    /// @param enhanced the status of RFC 3463, e.g. `5.1.1`; empty text when the server gave none
    /// @param recipient whether it is this address that was refused
    record Refused(int code, String enhanced, boolean recipient) implements SmtpOutcome {}

    /// The server did not take it; a later attempt may succeed.
    record NotNow(String why) implements SmtpOutcome {}

    /// The connection broke after the whole mail had been written and before the answer came: it may have been taken.
    record Unknown(String why) implements SmtpOutcome {}
}
