package io.danggol.recommendation.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.money.Currencies;
import io.danggol.chassis.problem.Problem;
import io.danggol.contracts.Product;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a product as the shop sends it and gathers everything that is wrong with it.
final class ProductForm {
    static final int LONGEST_ID = 128;
    private static final Set<String> FIELDS = Set.of(
            "item_id",
            "item_name",
            "item_brand",
            "item_category",
            "item_category2",
            "item_category3",
            "price",
            "salePrice",
            "currency",
            "stock",
            "url",
            "imageUrl",
            "variantOf",
            "attributes",
            "accessoriesOf",
            "adult");
    private static final int LONGEST_TEXT = 1024;
    private static final int LONGEST_URL = 2048;
    private static final int MOST_ACCESSORIES = 200;
    private static final int MOST_ATTRIBUTES = 100;
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1e12");

    private final JsonNode body;
    private final List<Problem.Error> errors = new ArrayList<>();

    private ProductForm(JsonNode body) {
        this.body = body;
    }

    /// A product, or what is wrong with it.
    sealed interface Read {
        record Good(Product product) implements Read {}

        record Bad(List<Problem.Error> errors) implements Read {}
    }

    /// @param id the id of the path, which the body may repeat; null if the body has to name it
    static Read read(JsonNode body, String id) {
        if (body == null || !body.isObject())
            return new Read.Bad(List.of(new Problem.Error("", "expected: a JSON object")));
        var form = new ProductForm(body);
        var product = form.product(id);
        return form.errors.isEmpty() ? new Read.Good(product) : new Read.Bad(List.copyOf(form.errors));
    }

    /// The stock in `{"stock":n}`.
    static Long stock(JsonNode body, List<Problem.Error> errors) {
        if (body == null || !body.isObject()) {
            errors.add(new Problem.Error("", "expected: a JSON object"));
            return null;
        }
        var form = new ProductForm(body);
        var stock = form.stock();
        if (stock == null && form.errors.isEmpty()) form.reject("stock", "expected: a whole number, 0 or more");
        errors.addAll(form.errors);
        return stock;
    }

    static boolean isId(String id) {
        return !id.isBlank() && id.length() <= LONGEST_ID && isStorable(id);
    }

    /// No NUL and no half of a surrogate pair: no store takes them.
    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(point -> point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private Product product(String pathId) {
        body.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) reject(field.replace("~", "~0").replace("/", "~1"), "no such field");
        });
        var named = text("item_id", LONGEST_ID);
        var id = pathId == null ? named : pathId;
        if (id == null || !isId(id)) reject("item_id", "expected: 1 to " + LONGEST_ID + " characters");
        else if (named != null && !named.equals(id)) reject("item_id", "expected: the id of the path");
        var price = money("price");
        var salePrice = money("salePrice");
        var currency = Optional.ofNullable(text("currency", 3));
        var code = currency.flatMap(Currencies::code);
        if (currency.isPresent() && code.isEmpty()) reject("currency", "expected: ISO 4217, such as KRW");
        var category = text("item_category", LONGEST_TEXT);
        var category2 = text("item_category2", LONGEST_TEXT);
        if (category2 != null && category == null) reject("item_category2", "expected: only below an item_category");
        var category3 = text("item_category3", LONGEST_TEXT);
        if (category3 != null && category2 == null) reject("item_category3", "expected: only below an item_category2");
        return new Product(
                id,
                text("item_name", LONGEST_TEXT),
                text("item_brand", LONGEST_TEXT),
                category,
                category2,
                category3,
                price,
                salePrice,
                code.orElse("KRW"),
                stock(),
                url("url"),
                url("imageUrl"),
                text("variantOf", LONGEST_ID),
                attributes(),
                accessoriesOf(),
                flag("adult"));
    }

    private void reject(String field, String expected) {
        errors.add(new Problem.Error("/" + field, expected));
    }

    /// The field's value; null when it is absent or JSON's null.
    private JsonNode get(String field) {
        var value = body.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private String text(String field, int longest) {
        var value = get(field);
        if (value == null) return null;
        if (!value.isTextual() || value.textValue().length() > longest || !isStorable(value.textValue())) {
            reject(field, "expected: text of at most " + longest + " characters");
            return null;
        }
        return value.textValue().isBlank() ? null : value.textValue().strip();
    }

    private String url(String field) {
        var text = text(field, LONGEST_URL);
        if (text == null) return null;
        try {
            var scheme = URI.create(text).getScheme();
            if ("https".equals(scheme) || "http".equals(scheme)) return text;
        } catch (IllegalArgumentException e) {
            // Falls through to the same answer.
        }
        reject(field, "expected: an http or https address");
        return null;
    }

    private BigDecimal money(String field) {
        var value = get(field);
        if (value == null) return null;
        if (!value.isNumber()
                || value.decimalValue().signum() < 0
                || value.decimalValue().compareTo(HIGHEST_PRICE) > 0) {
            reject(field, "expected: a number from 0 to 1e12");
            return null;
        }
        return value.decimalValue();
    }

    private Long stock() {
        var value = get("stock");
        if (value == null) return null;
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            reject("stock", "expected: a whole number, 0 or more");
            return null;
        }
        return value.longValue();
    }

    private boolean flag(String field) {
        var value = get(field);
        if (value != null && !value.isBoolean()) reject(field, "expected: true or false");
        return value != null && value.booleanValue();
    }

    private Map<String, Object> attributes() {
        var value = get("attributes");
        if (value == null) return Map.of();
        if (!value.isObject() || value.size() > MOST_ATTRIBUTES) {
            reject("attributes", "expected: an object of at most " + MOST_ATTRIBUTES + " fields");
            return Map.of();
        }
        var attributes = new LinkedHashMap<String, Object>();
        value.properties().forEach(entry -> {
            var attribute = entry.getValue();
            if (!isStorable(entry.getKey())) reject("attributes", "expected: names without NUL");
            else if (attribute.isTextual()
                    && attribute.textValue().length() <= LONGEST_TEXT
                    && isStorable(attribute.textValue())) attributes.put(entry.getKey(), attribute.textValue());
            else if (attribute.isNumber()) attributes.put(entry.getKey(), attribute.decimalValue());
            else if (attribute.isBoolean()) attributes.put(entry.getKey(), attribute.booleanValue());
            else
                reject(
                        "attributes/" + entry.getKey().replace("~", "~0").replace("/", "~1"),
                        "expected: text of at most " + LONGEST_TEXT + " characters, a number, true or false");
        });
        return attributes;
    }

    private List<String> accessoriesOf() {
        var value = get("accessoriesOf");
        if (value == null) return List.of();
        if (!value.isArray() || value.size() > MOST_ACCESSORIES) {
            reject("accessoriesOf", "expected: a list of at most " + MOST_ACCESSORIES + " item ids");
            return List.of();
        }
        var ids = new ArrayList<String>();
        for (var index = 0; index < value.size(); index++) {
            var id = value.get(index);
            if (id.isTextual() && isId(id.textValue())) ids.add(id.textValue());
            else reject("accessoriesOf/" + index, "expected: 1 to " + LONGEST_ID + " characters");
        }
        return ids;
    }
}
