package io.danggol.recommendation.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.chassis.problem.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A row of a feed in our words, field by field as `PUT /v1/products/{itemId}` takes them, with the faults that came up
/// on the way. Faults point at the feed's own columns.
public final class Translation {
    /// What a feed says of the stock: at most whether there is any.
    public enum Stock {
        UNSAID,
        SOME,
        NONE,
        /// None, and of a product that the row need not tell anything else about.
        GONE
    }

    /// The field of a row that says what is wrong with the row itself.
    static final String FAULT = "";

    private final JsonNode row;
    private final ObjectNode product = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> columns = new HashMap<>();
    private final List<Problem.Error> errors = new ArrayList<>();
    private Stock stock = Stock.UNSAID;

    private Translation(JsonNode row) {
        this.row = row;
    }

    /// @param now decides whether a sale with a term is on
    public static Translation of(Feed feed, JsonNode row, Instant now) {
        var translation = new Translation(row);
        if (row.has(FAULT)) {
            translation.errors.add(new Problem.Error("", row.get(FAULT).textValue()));
            return translation;
        }
        switch (feed) {
            case PRODUCTS -> throw new IllegalArgumentException("nothing to translate");
            case MERCHANT -> Merchant.translate(translation, now);
            case NAVER -> Naver.translate(translation);
        }
        return translation;
    }

    /// Of the fields that were understood.
    public ObjectNode product() {
        return product;
    }

    public Stock stock() {
        return stock;
    }

    /// What could not be understood.
    public List<Problem.Error> errors() {
        return errors;
    }

    /// A fault of the product as one of the row.
    public Problem.Error inFeed(Problem.Error error) {
        var field = error.pointer().substring(error.pointer().isEmpty() ? 0 : 1);
        return new Problem.Error("/" + columns.getOrDefault(field, field), error.detail());
    }

    /// The text of a column; null if it is empty.
    String text(String column) {
        return row.hasNonNull(column) ? row.get(column).textValue() : null;
    }

    void reject(String column, String expected) {
        errors.add(new Problem.Error("/" + column, expected));
    }

    void say(Stock said) {
        stock = said;
    }

    /// Takes a text over as it is.
    void copy(String column, String field) {
        put(field, column, text(column));
    }

    void put(String field, String column, String text) {
        columns.put(field, column);
        if (text != null) product.put(field, text);
    }

    void put(String field, String column, BigDecimal number) {
        columns.put(field, column);
        if (number != null) product.put(field, number);
    }

    void put(String field, boolean flag) {
        product.put(field, flag);
    }

    /// Takes the columns over that say something, under their own names.
    void attributes(String... names) {
        var attributes = JsonNodeFactory.instance.objectNode();
        for (var name : names) {
            if (text(name) == null) continue;
            attributes.put(name, text(name));
            columns.put("attributes/" + name, name);
        }
        if (!attributes.isEmpty()) product.set("attributes", attributes);
    }
}
