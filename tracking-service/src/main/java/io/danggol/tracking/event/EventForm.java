package io.danggol.tracking.event;

import io.danggol.chassis.money.Currencies;
import io.danggol.contracts.EventNames;
import io.danggol.contracts.StorefrontEvent.Item;
import io.danggol.contracts.StorefrontEvent.Utm;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The shape of an event: takes documented fields and listed parameters, leaves out all else, and finds what
/// is wrong.
public final class EventForm {
    private static final int MOST_ITEMS = 200;
    private static final String DEFAULT_CURRENCY = "KRW";

    private final List<Fault> faults = new ArrayList<>();
    private final Fields event;
    private final boolean server;

    private EventForm(Map<?, ?> json, Sender sender) {
        this.event = Fields.of(json, faults);
        this.server = sender == Sender.SERVER;
    }

    /// Reads one event from JSON as maps, lists and scalars.
    public static Reading read(Object json, Sender sender) {
        if (!(json instanceof Map<?, ?> object)) {
            var fault = new Fault(Reason.INVALID, "", "expected: an object");
            return new Reading.Unreadable(new Refused(null, List.of(fault), false));
        }
        var form = new EventForm(object, sender);
        if (Nesting.isOver(object)) form.faults.add(Nesting.FAULT);
        var tooLong = Strings.tooLong(object);
        if (tooLong != null) form.faults.add(tooLong);
        var draft = form.read();
        return form.faults.isEmpty()
                ? new Reading.Read(draft)
                : new Reading.Unreadable(new Refused(draft.id(), List.copyOf(form.faults), draft.analytics()));
    }

    /// The order in which parts are read is the order of their reasons.
    private Draft read() {
        var id = required(event.or(Reason.INVALID_ID), "id");
        var name = name();
        var visitorId = visitorId();
        var items = items();
        var value = amount(event, "value");
        var params = params();
        if (EventNames.PURCHASE.equals(name) && !params.containsKey(Params.TRANSACTION_ID)) {
            event.object("params").or(Reason.NO_TRANSACTION).fault(Params.TRANSACTION_ID, "given");
        }
        var consent = event.object("consent");
        return new Draft(
                id,
                name,
                visitorId,
                event.shortId("sessionId"),
                sessionNumber(),
                event.time("occurredAt"),
                event.time("sentAt"),
                event.unmasked("customerToken"),
                server ? event.unmasked("customerId") : null,
                server ? event.unmasked("email") : null,
                server ? event.unmasked("phone") : null,
                Boolean.TRUE.equals(consent.flag("analytics")),
                Boolean.TRUE.equals(consent.flag("personalization")),
                scene(event.object("context")),
                currency(value, items),
                value,
                items,
                params);
    }

    private String name() {
        var fields = event.or(Reason.INVALID_NAME);
        var name = required(fields, "name");
        return name == null || isName(name) ? name : fields.fault("name", "a known name or custom.<name>");
    }

    private static boolean isName(String name) {
        return EventNames.KNOWN.contains(name)
                || EventNames.CUSTOM.matcher(name).matches();
    }

    private String visitorId() {
        var fields = event.or(Reason.INVALID_VISITOR);
        var customerNamed = server
                && Stream.of("customerId", "customerToken", "email", "phone").anyMatch(event::has);
        return customerNamed ? fields.shortId("visitorId") : required(fields, "visitorId");
    }

    private Integer sessionNumber() {
        var number = event.integer("sessionNumber");
        return number != null && number < 1 ? event.fault("sessionNumber", ">= 1") : number;
    }

    private static String required(Fields fields, String name) {
        return fields.has(name) ? fields.shortId(name) : fields.fault(name, "given");
    }

    private static Draft.Scene scene(Fields context) {
        var utm = context.object("utm");
        return new Draft.Scene(
                context.unmasked("pageUrl"),
                context.text("pageTitle"),
                context.unmasked("referrer"),
                context.text("locale"),
                new Utm(
                        utm.text("source"),
                        utm.text("medium"),
                        utm.text("campaign"),
                        utm.text("term"),
                        utm.text("content")));
    }

    private List<Item> items() {
        var items = event.objects("items");
        if (items.size() <= MOST_ITEMS)
            return items.stream().map(EventForm::item).toList();
        event.or(Reason.TOO_MANY_ITEMS).fault("items", "at most " + MOST_ITEMS);
        return List.of();
    }

    private static Item item(Fields item) {
        return new Item(
                item.has("item_id") ? item.id("item_id") : item.fault("item_id", "given"),
                item.text("item_name"),
                item.text("item_brand"),
                item.text("item_variant"),
                item.text("item_category"),
                item.text("item_category2"),
                item.text("item_category3"),
                item.text("item_category4"),
                item.text("item_category5"),
                amount(item, "price"),
                amount(item, "quantity"),
                amount(item, "discount"),
                item.id("coupon"),
                item.integer("index"));
    }

    private static BigDecimal amount(Fields fields, String name) {
        var amounts = fields.or(Reason.INVALID_AMOUNT);
        var amount = amounts.number(name);
        return amount != null && amount.signum() < 0 ? amounts.fault(name, ">= 0") : amount;
    }

    private String currency(BigDecimal value, List<Item> items) {
        var currency = event.id("currency");
        if (currency == null) {
            var money = value != null || items.stream().anyMatch(item -> item.price() != null);
            return money ? DEFAULT_CURRENCY : null;
        }
        return Currencies.code(currency).orElseGet(() -> event.fault("currency", "an ISO 4217 code"));
    }

    private Map<String, Object> params() {
        var given = event.object("params");
        var params = new TreeMap<String, Object>();
        for (var name : given.names()) {
            var value = switch (Params.kindOf(name)) {
                case ID -> given.id(name);
                case TEXT -> given.text(name);
                case NUMBER -> given.number(name);
                case UNLISTED -> null;
            };
            if (value != null) params.put(name, value);
        }
        return params;
    }
}
