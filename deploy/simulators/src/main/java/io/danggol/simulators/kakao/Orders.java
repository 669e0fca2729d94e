package io.danggol.simulators.kakao;

import io.danggol.simulators.http.Json;
import io.danggol.simulators.kakao.bubble.Bubble;
import io.danggol.simulators.kakao.bubble.Fields;
import io.danggol.simulators.kakao.bubble.Purpose;
import io.danggol.simulators.kakao.bubble.Refused;
import io.danggol.simulators.kakao.delivery.Order;
import io.danggol.simulators.kakao.delivery.Targeting;
import io.danggol.simulators.kakao.template.FilledTemplate;
import io.danggol.simulators.kakao.template.Template;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads send requests into [Order]s, checking all that the provider checks before it accepts.
final class Orders {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Pattern PHONE = Pattern.compile("(\\+?82-?|0)1[016789]-?\\d{3,4}-?\\d{4}");
    private static final Pattern UNSUBSCRIBE = Pattern.compile("080-\\d{3,4}-\\d{4}|080\\d{7,8}");
    private static final Pattern UNSUBSCRIBE_CODE = Pattern.compile("\\d{1,9}");
    private static final int MOST_RECIPIENTS = 1000;
    private static final int GROUPING_KEY = 100;
    private static final Duration FURTHEST = Duration.ofDays(60);

    private final Clock clock;

    Orders(Clock clock) {
        this.clock = clock;
    }

    /// A free-form message: one content for all recipients.
    Order freeForm(Fields request, String idempotencyKey) {
        var recipients = recipients(request);
        var bubble = Bubble.of(request, Purpose.SEND);
        return order(
                request, null, idempotencyKey, recipients, to -> to(to, targeting(to, false), bubble, false, null));
    }

    /// A message from a template, filled in for each recipient.
    ///
    /// @param firstUser whether the sender is under the first-user restriction
    Order fromTemplate(Fields request, String idempotencyKey, Template template, boolean firstUser) {
        var recipients = recipients(request);
        return order(request, template.code(), idempotencyKey, recipients, to -> fill(to, template, firstUser));
    }

    private Order order(
            Fields request,
            String templateCode,
            String idempotencyKey,
            List<Fields> recipients,
            Function<Fields, Order.To> to) {
        checkUnsubscribe(request);
        length(request, "senderGroupingKey", GROUPING_KEY);
        length(request, "statsId", 8);
        length(request, "createUser", 100);
        return new Order(
                templateCode,
                request.flag("pushAlarm", true),
                request.flag("adult", false),
                request.text("unsubscribeNo"),
                requestedAt(request),
                request.text("senderGroupingKey"),
                request.text("createUser"),
                idempotencyKey,
                recipients.stream().map(recipient -> checked(recipient, to)).toList());
    }

    private static List<Fields> recipients(Fields request) {
        var recipients = request.list("recipientList");
        if (recipients.isEmpty()) throw Refused.noRecipients();
        if (recipients.size() > MOST_RECIPIENTS) throw Refused.tooLong("recipientList", MOST_RECIPIENTS);
        return recipients;
    }

    /// A recipient, or why this one alone is not accepted.
    private static Order.To checked(Fields recipient, Function<Fields, Order.To> to) {
        checkUnsubscribe(recipient);
        length(recipient, "recipientGroupingKey", GROUPING_KEY);
        var resend = recipient.object("resendParameter");
        if (resend != null && resend.flag("isResend", false)) throw Refused.noFallback();
        try {
            var number = recipient.text("recipientNo");
            if (number == null || !PHONE.matcher(number).matches()) throw Refused.number();
            return to.apply(recipient);
        } catch (Refused refused) {
            return to(recipient, Targeting.I, null, false, new Order.Refusal(refused.code(), refused.getMessage()));
        }
    }

    private static Order.To fill(Fields recipient, Template template, boolean firstUser) {
        var targeting = targeting(recipient, true);
        var parameters = parameters(recipient);
        var images =
                recipient.list("imageParameters").stream().map(Fields::values).toList();
        var filled = new LinkedHashMap<>(FilledTemplate.of(template, parameters, images, firstUser));
        var video = recipient.object("videoParameter");
        if (video != null) filled.put("video", video.values());
        filled.put("chatBubbleType", template.chatBubbleType());
        try {
            return to(recipient, targeting, Bubble.of(Fields.of(filled), Purpose.SEND), false, null);
        } catch (Refused overLong) {
            // The provider does not look at the filled-in text; Kakao does, while sending.
            var asRegistered = Bubble.of(templateFields(template), Purpose.TEMPLATE);
            return to(recipient, targeting, asRegistered, true, null);
        }
    }

    private static Fields templateFields(Template template) {
        var fields = new LinkedHashMap<>(template.fields());
        fields.put("chatBubbleType", template.chatBubbleType());
        return Fields.of(fields);
    }

    private static Map<String, String> parameters(Fields recipient) {
        var parameters = new LinkedHashMap<String, String>();
        var given = recipient.object("templateParameter");
        if (given == null) return parameters;
        for (var key : given.values().keySet()) {
            switch (given.values().get(key)) {
                case String text -> parameters.put(key, text);
                case Number number -> parameters.put(key, number.toString());
                case null, default -> throw Refused.templateParameter();
            }
        }
        return parameters;
    }

    private static Order.To to(
            Fields recipient, Targeting targeting, Bubble bubble, boolean tooLong, Order.Refusal refusal) {
        var parameter = recipient.object("templateParameter");
        return new Order.To(
                digits(recipient.text("recipientNo")),
                targeting,
                recipient.text("unsubscribeNo"),
                recipient.text("recipientGroupingKey"),
                parameter == null ? null : new String(Json.bytes(parameter.values()), StandardCharsets.UTF_8),
                bubble,
                tooLong,
                refusal);
    }

    /// A number as it is dialled at home: digits only, 82 replaced by 0.
    static String digits(String number) {
        if (number == null) return null;
        var digits = number.replaceAll("\\D", "");
        return digits.startsWith("82") ? "0" + digits.substring(2) : digits;
    }

    private static Targeting targeting(Fields recipient, boolean required) {
        return switch (recipient.text("targeting")) {
            case null -> {
                if (required) throw Refused.missing("targeting");
                yield Targeting.I;
            }
            case "I" -> Targeting.I;
            case "M" -> Targeting.M;
            case "N" -> Targeting.N;
            default -> throw Refused.invalid(recipient.name("targeting") + " (expected: I, M or N)");
        };
    }

    private Instant requestedAt(Fields request) {
        var date = request.text("requestDate");
        if (date == null) return null;
        var latest = clock.instant().plus(FURTHEST);
        try {
            var at = LocalDateTime.parse(date, MINUTE).atZone(Rows.SEOUL).toInstant();
            if (at.isAfter(latest)) throw Refused.tooLate("requestDate", Rows.date(latest));
            return at;
        } catch (DateTimeException e) {
            throw Refused.invalid("requestDate: " + date + " (expected: yyyy-MM-dd HH:mm)");
        }
    }

    static void checkUnsubscribe(Fields fields) {
        var number = fields.text("unsubscribeNo");
        var code = fields.text("unsubscribeAuthNo");
        if (number == null && code != null) throw Refused.missing(fields.name("unsubscribeNo"));
        if (number != null && !UNSUBSCRIBE.matcher(number).matches()) throw Refused.unsubscribeNumber();
        if (code != null && !UNSUBSCRIBE_CODE.matcher(code).matches()) throw Refused.unsubscribeCode();
    }

    static void length(Fields fields, String key, int most) {
        var text = fields.text(key);
        if (text != null && text.length() > most) throw Refused.tooLong(fields.name(key), most);
    }
}
