package io.danggol.campaign.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// What a mail server reports later about a mail that was handed over.
///
/// Source: RFC 3464 (delivery status notifications), RFC 3463 (status codes).
///
/// @param message id of the message that it speaks of
/// @param status e.g. `5.1.1`; its first digit says whether it is final
public record DeliveryReport(UUID message, Action action, String status) {
    private static final Pattern ACTION = Quoting.field("Action");
    private static final Pattern STATUS = Quoting.field("Status");

    /// What the server did with the mail.
    public enum Action {
        FAILED,
        DELAYED,
        DELIVERED,
        RELAYED,
        EXPANDED
    }

    /// Whether the address is not to be written to again.
    public boolean permanent() {
        return action == Action.FAILED && status.startsWith("5.");
    }

    /// The reports in a mail (`multipart/report`); empty when it is none, or speaks of no mail of ours. Our mails are
    /// told by their `Message-ID`, which the report quotes with the headers of the mail.
    public static List<DeliveryReport> parse(String mail) {
        var told = Quoting.after(mail, "message/delivery-status");
        var message = told.flatMap(Quoting::message);
        if (message.isEmpty()) return List.of();
        var reports = new ArrayList<DeliveryReport>();
        for (var block : told.get().split("\n\\s*\n")) {
            var action = Quoting.first(ACTION, block).flatMap(DeliveryReport::action);
            var status = Quoting.first(STATUS, block).filter(code -> code.matches("[245]\\.\\d{1,3}\\.\\d{1,3}"));
            if (action.isPresent() && status.isPresent())
                reports.add(new DeliveryReport(message.get(), action.get(), status.get()));
        }
        return List.copyOf(reports);
    }

    private static Optional<Action> action(String name) {
        return java.util.Arrays.stream(Action.values())
                .filter(action -> action.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
