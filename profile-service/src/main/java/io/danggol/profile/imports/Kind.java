package io.danggol.profile.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a file holds, a row each.
enum Kind {
    /// Who the shop's customers are; further attributes stand under `attributes`, in CSV in columns
    /// `attributes.<name>`.
    CUSTOMERS(List.of("customerId"), List.of("email", "phone", "name", "birthDate", "attributes")),
    /// What customers once decided, and how the shop knows.
    CONSENTS(List.of("customerId", "purpose", "state", "at", "wording", "source"), List.of("channel")),
    /// Orders that were placed elsewhere; products stand under `items`, in CSV one in columns of its own.
    ORDERS(
            List.of("customerId", "transaction_id", "occurredAt", "analytics"),
            List.of("personalization", "value", "currency", "coupon", "part", "parts", "items"));

    static final List<String> ITEM =
            List.of("item_id", "item_name", "item_brand", "item_category", "item_category2", "price", "quantity");
    static final String ATTRIBUTE = "attributes.";

    private final List<String> required;
    private final List<String> optional;

    Kind(List<String> required, List<String> optional) {
        this.required = required;
        this.optional = optional;
    }

    static Optional<Kind> of(String wire) {
        return Arrays.stream(values()).filter(it -> it.wire().equals(wire)).findFirst();
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Columns that a CSV file must have.
    List<String> required() {
        return required;
    }

    /// Whether a CSV file may have this column.
    boolean knows(String column) {
        return required.contains(column)
                || (optional.contains(column) && !column.equals("items") && !column.equals("attributes"))
                || (this == ORDERS && ITEM.contains(column))
                || (this == CUSTOMERS && column.startsWith(ATTRIBUTE) && column.length() > ATTRIBUTE.length());
    }
}
