package io.danggol.simulators.mail.smtp;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The failure that a recipient's local part asks for; what follows a `+` does not count.
public sealed interface Drill {
    /// No failure.
    record None() implements Drill {}

    /// RCPT TO is refused for good: `bounce-550@`, any 5xx.
    record Bounce(int code) implements Drill {}

    /// RCPT TO is refused for now, every time: `tempfail-451@`, any 4xx.
    record Defer(int code) implements Drill {}

    /// RCPT TO is refused the first time only, as greylisting does: `tempfail-once-451@`.
    record DeferOnce(int code) implements Drill {}

    /// The mail is kept, and the connection dropped without a reply: `hangup-after-data@`.
    record HangUpAfterData() implements Drill {}

    /// The connection is dropped on DATA, nothing is kept: `hangup-before-data@`.
    record HangUpBeforeData() implements Drill {}

    Pattern REFUSING = Pattern.compile("(bounce-|tempfail-|tempfail-once-)([45]\\d\\d)");

    static Drill of(String address) {
        var at = address.lastIndexOf('@');
        var local = (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
        var name = local.split("\\+", 2)[0];
        return switch (name) {
            case "hangup-after-data" -> new HangUpAfterData();
            case "hangup-before-data" -> new HangUpBeforeData();
            default -> refusal(name).orElseGet(None::new);
        };
    }

    private static Optional<Drill> refusal(String name) {
        var match = REFUSING.matcher(name);
        if (!match.matches()) return Optional.empty();
        var code = Integer.parseInt(match.group(2));
        return switch (match.group(1)) {
            case "bounce-" -> code >= 500 ? Optional.of(new Bounce(code)) : Optional.empty();
            case "tempfail-" -> code < 500 ? Optional.of(new Defer(code)) : Optional.empty();
            default -> code < 500 ? Optional.of(new DeferOnce(code)) : Optional.empty();
        };
    }
}
