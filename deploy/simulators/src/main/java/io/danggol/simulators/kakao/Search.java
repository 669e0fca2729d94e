package io.danggol.simulators.kakao;

import io.danggol.simulators.http.Call;
import io.danggol.simulators.kakao.bubble.Refused;
import io.danggol.simulators.kakao.delivery.Provider;
import io.danggol.simulators.kakao.delivery.Provider.Row;
import io.danggol.simulators.kakao.delivery.ResultCode;
import io.danggol.simulators.kakao.delivery.Sent;
import io.danggol.simulators.kakao.delivery.Standing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// A search for results: by request, or by the minutes in which messages were requested, at most 31 days of them.
final class Search {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Duration WIDEST = Duration.ofDays(31);

    private final Optional<String> requestId;
    private final Predicate<Sent> sent;
    private final Predicate<Row> row;

    private Search(Optional<String> requestId, Predicate<Sent> sent, Predicate<Row> row) {
        this.requestId = requestId;
        this.sent = sent;
        this.row = row;
    }

    static Search of(Call call, NhnAccount account) {
        var requestId = call.query("requestId");
        Predicate<Sent> sent = requestId.isPresent() ? _ -> true : requested(call);
        sent = sent.and(equal(call, "senderKey", _ -> account.senderKey()))
                .and(equal(call, "templateCode", Sent::templateCode))
                .and(equal(call, "senderGroupingKey", Sent::senderGroupingKey))
                .and(equal(call, "recipientGroupingKey", Sent::groupingKey))
                .and(equal(call, "createUser", Sent::createUser));
        var number = call.query("recipientNo").map(Orders::digits);
        if (number.isPresent()) sent = sent.and(message -> message.number().equals(number.get()));
        var status = call.query("messageStatus");
        Predicate<Row> row =
                status.isEmpty() ? _ -> true : found -> status.get().equals(Rows.status(found.standing()));
        return new Search(requestId, sent, row.and(result(call)));
    }

    /// The rows found, in the order in which they were accepted.
    List<Row> in(Provider provider) {
        var rows = requestId.isPresent()
                ? provider.request(requestId.get()).stream()
                        .filter(found -> sent.test(found.sent()))
                        .toList()
                : provider.rows(sent);
        return rows.stream().filter(row).toList();
    }

    private static Predicate<Sent> equal(Call call, String name, Function<Sent, String> field) {
        var wanted = call.query(name);
        return wanted.isEmpty() ? _ -> true : message -> wanted.get().equals(field.apply(message));
    }

    /// MRC01 succeeded, MRC02 failed.
    private static Predicate<Row> result(Call call) {
        return switch (call.query("resultCode").orElse(null)) {
            case null -> _ -> true;
            case "MRC01" -> found -> succeeded(found.standing()).orElse(false);
            case "MRC02" -> found -> !succeeded(found.standing()).orElse(true);
            default -> throw Refused.invalid("resultCode (expected: MRC01 or MRC02)");
        };
    }

    private static Optional<Boolean> succeeded(Standing standing) {
        return standing instanceof Standing.Resolved resolved
                ? Optional.of(resolved.code() == ResultCode.SUCCESS)
                : Optional.empty();
    }

    private static Predicate<Sent> requested(Call call) {
        var start = minute(call, "startRequestDate");
        // The end minute is included as a whole.
        var end = minute(call, "endRequestDate").plus(Duration.ofMinutes(1));
        if (Duration.between(start, end).compareTo(WIDEST.plus(Duration.ofMinutes(1))) > 0)
            throw Refused.rangeTooWide();
        return message -> !message.sendAt().isBefore(start) && message.sendAt().isBefore(end);
    }

    private static Instant minute(Call call, String name) {
        var text = call.query(name).orElseThrow(() -> Refused.missing("requestId or " + name));
        try {
            return LocalDateTime.parse(text, MINUTE).atZone(Rows.SEOUL).toInstant();
        } catch (DateTimeException e) {
            throw Refused.invalid(name + ": " + text + " (expected: yyyy-MM-dd HH:mm)");
        }
    }
}
