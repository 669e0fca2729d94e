package io.danggol.profile.imports;

import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.money.Currencies;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.EventNames;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.StorefrontEvent.Consent;
import io.danggol.contracts.StorefrontEvent.Item;
import io.danggol.contracts.Topics;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Orders that were placed elsewhere: each row becomes a purchase as a till reports it, on the log like all
/// events, and comes into the archive from there.
@ApplicationScoped
class OrderRows implements Rows<OrderRows.Row> {
    private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final int MOST_ITEMS = 200;
    private static final int MOST_PARTS = 10_000;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TEXT = 1_024;

    private final Outbox outbox;
    private final Identities identities;

    OrderRows(Outbox outbox, Identities identities) {
        this.outbox = outbox;
        this.identities = identities;
    }

    record Row(UUID profile, StorefrontEvent event) implements Rows.Told {
        @Override
        public Instant at() {
            return event.occurredAt();
        }
    }

    @Override
    public Kind kind() {
        return Kind.ORDERS;
    }

    @Override
    public Row read(Fields row, Instant importedAt) {
        var customerId = row.required("customerId", name -> row.text(name, 128));
        var transaction = id(row, "transaction_id");
        if (transaction == null && row.errors().isEmpty()) row.error("transaction_id", "expected: given");
        var at = row.required("occurredAt", row::time);
        if (at != null && (at.isAfter(importedAt) || at.isBefore(OLDEST))) {
            row.error("occurredAt", "expected: since " + OLDEST + " and not in the future");
        }
        var analytics = row.required("analytics", row::flag);
        if (Boolean.FALSE.equals(analytics)) row.error("analytics", "expected: true, or the order is not to be kept");
        var personalization = Boolean.TRUE.equals(row.flag("personalization"));
        var currency = currency(row);
        var value = row.amount("value");
        var part = row.number("part", MOST_PARTS);
        var params = params(row, transaction, part);
        var items = items(row);
        if (value == null && items.stream().allMatch(item -> item.price() == null)) {
            row.error("value", "expected: given, or prices of items");
        }
        if (!row.allRead()) return null;
        var customer = identities.customerHash(customerId);
        return new Row(
                identities.profileOfCustomer(customer),
                new StorefrontEvent(
                        "import-" + hash(transaction + "\n" + (part == null ? 1 : part)),
                        StorefrontEvent.SERVER,
                        EventNames.PURCHASE,
                        null,
                        customer,
                        null,
                        null,
                        at,
                        importedAt,
                        new Consent(true, personalization),
                        null,
                        currency,
                        value,
                        items,
                        params));
    }

    private static Map<String, Object> params(Fields row, String transaction, Integer part) {
        var params = new TreeMap<String, Object>();
        if (transaction != null) params.put("transaction_id", transaction);
        if (part != null) params.put("part", part);
        var parts = row.number("parts", MOST_PARTS);
        if (parts != null) params.put("parts", parts);
        var coupon = id(row, "coupon");
        if (coupon != null) params.put("coupon", coupon);
        return params;
    }

    private static String currency(Fields row) {
        var currency = row.text("currency", 3);
        if (currency == null) return "KRW";
        var code = Currencies.code(currency);
        if (code.isEmpty()) row.error("currency", "expected: an ISO 4217 code");
        return code.orElse(currency);
    }

    /// In CSV the one product of the row's own columns.
    private static List<Item> items(Fields row) {
        var objects = row.objects("items", MOST_ITEMS);
        if (!objects.isEmpty()) return objects.stream().map(OrderRows::item).toList();
        return row.names("item_").isEmpty() ? List.of() : List.of(item(row));
    }

    private static Item item(Fields fields) {
        var id = id(fields, "item_id");
        if (id == null) fields.error("item_id", "expected: given");
        var item = new Item(
                id,
                fields.text("item_name", LONGEST_TEXT),
                fields.text("item_brand", LONGEST_TEXT),
                null,
                fields.text("item_category", LONGEST_TEXT),
                fields.text("item_category2", LONGEST_TEXT),
                null,
                null,
                null,
                fields.amount("price"),
                fields.amount("quantity"),
                null,
                null,
                null);
        fields.allRead();
        return item;
    }

    /// An identifier, which must name nobody.
    private static String id(Fields fields, String name) {
        var id = fields.text(name, LONGEST_ID);
        if (id != null && id.indexOf('@') >= 0) fields.error(name, "expected: no e-mail address");
        return id;
    }

    @Override
    public Uni<Void> take(SqlClient tx, List<Row> items, Instant importedAt) {
        return outbox.append(
                tx,
                items.stream()
                        .map(Row::event)
                        .map(event -> outbox.message(
                                Topics.STOREFRONT_EVENTS,
                                "customer:" + event.customer(),
                                StorefrontEvent.TYPE,
                                event.id(),
                                event))
                        .toList());
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
