package io.danggol.recommendation.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.problem.Problem;
import io.danggol.recommendation.Refusals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What a storefront or a service asks.
///
/// @param profileId only services may name one
record Question(
        String placement,
        String visitorId,
        UUID profileId,
        String itemId,
        List<String> cart,
        List<String> exclude,
        String category,
        String query,
        int limit) {
    private static final Set<String> FIELDS = Set.of(
            "placement",
            "visitorId",
            "customerToken",
            "profileId",
            "itemId",
            "cart",
            "exclude",
            "category",
            "query",
            "landing",
            "limit");
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_VISITOR = 64;
    private static final int LONGEST_TEXT = 1024;
    private static final int MOST_IDS = 500;
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;

    /// A question in the query string, where lists are separated by commas.
    static Question of(
            String placement,
            String visitorId,
            String profileId,
            String itemId,
            String cart,
            String exclude,
            String category,
            String query,
            String limit) {
        var reader = new Reader();
        var question = new Question(
                reader.text("placement", placement, LONGEST_VISITOR),
                reader.text("visitorId", visitorId, LONGEST_VISITOR),
                reader.uuid("profileId", profileId),
                reader.text("itemId", itemId, LONGEST_ID),
                reader.ids("cart", split(cart)),
                reader.ids("exclude", split(exclude)),
                reader.text("category", category, LONGEST_TEXT),
                reader.text("query", query, LONGEST_TEXT),
                reader.limit(limit));
        if (question.placement() == null) reader.reject("placement", "expected: the name of a placement");
        if (reader.errors.isEmpty()) return question;
        var first = reader.errors.getFirst();
        throw new Refusals.InvalidParameter(first.pointer().substring(1), first.detail());
    }

    /// A question in a body.
    static Question of(JsonNode body) {
        if (!body.isObject()) throw new Refusals.InvalidBody(List.of(new Problem.Error("", "expected: a JSON object")));
        var reader = new Reader();
        body.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) reader.reject(field, "unknown key");
        });
        reader.text(body, "customerToken");
        var landing = body.path("landing");
        var item = reader.text("itemId", reader.text(body, "itemId"), LONGEST_ID);
        var query = reader.text("query", reader.text(body, "query"), LONGEST_TEXT);
        var question = new Question(
                reader.text("placement", reader.text(body, "placement"), LONGEST_VISITOR),
                reader.text("visitorId", reader.text(body, "visitorId"), LONGEST_VISITOR),
                reader.uuid("profileId", reader.text(body, "profileId")),
                item != null ? item : reader.text("landing/itemId", landed(landing, "itemId", "item_id"), LONGEST_ID),
                reader.ids("cart", reader.list(body, "cart")),
                reader.ids("exclude", reader.list(body, "exclude")),
                reader.text("category", reader.text(body, "category"), LONGEST_TEXT),
                query != null ? query : reader.text("landing/term", landed(landing, "term", "campaign"), LONGEST_TEXT),
                reader.limit(reader.number(body, "limit")));
        if (!landing.isMissingNode() && !landing.isObject() && !landing.isNull())
            reader.reject("landing", "expected: a JSON object");
        if (question.placement() == null) reader.reject("placement", "expected: the name of a placement");
        if (!reader.errors.isEmpty()) throw new Refusals.InvalidBody(reader.errors);
        return question;
    }

    /// What the advertisement that was clicked said: directly or below `utm`.
    private static String landed(JsonNode landing, String... names) {
        for (var node : List.of(landing, landing.path("utm"))) {
            for (var name : names) {
                if (node.path(name).isTextual() && !node.path(name).textValue().isBlank())
                    return node.path(name).textValue();
            }
        }
        return null;
    }

    private static List<String> split(String list) {
        return list == null || list.isBlank()
                ? List.of()
                : Arrays.stream(list.split(",")).map(String::strip).toList();
    }

    /// Reads parts and gathers what is wrong.
    private static final class Reader {
        final List<Problem.Error> errors = new ArrayList<>();

        void reject(String field, String expected) {
            errors.add(new Problem.Error("/" + field, expected));
        }

        String text(JsonNode body, String field) {
            var value = body.get(field);
            if (value == null || value.isNull()) return null;
            if (!value.isTextual()) reject(field, "expected: text");
            return value.asText();
        }

        String number(JsonNode body, String field) {
            var value = body.get(field);
            if (value == null || value.isNull()) return null;
            if (!value.isNumber()) reject(field, "expected: a whole number");
            return value.asText();
        }

        List<String> list(JsonNode body, String field) {
            var value = body.get(field);
            if (value == null || value.isNull()) return List.of();
            var ids = new ArrayList<String>();
            if (!value.isArray()) reject(field, "expected: a list of item ids");
            else value.forEach(id -> ids.add(id.isTextual() ? id.textValue() : ""));
            return ids;
        }

        String text(String field, String value, int longest) {
            if (value == null || value.isBlank()) return null;
            if (value.length() > longest) reject(field, "expected: at most " + longest + " characters");
            return value.strip();
        }

        UUID uuid(String field, String value) {
            if (value == null) return null;
            try {
                return UUID.fromString(value);
            } catch (IllegalArgumentException e) {
                reject(field, "expected: a UUID");
                return null;
            }
        }

        List<String> ids(String field, List<String> ids) {
            if (ids.size() > MOST_IDS) reject(field, "expected: at most " + MOST_IDS + " item ids");
            if (ids.stream().anyMatch(id -> id.isBlank() || id.length() > LONGEST_ID))
                reject(field, "expected: item ids of 1 to " + LONGEST_ID + " characters");
            return List.copyOf(ids);
        }

        int limit(String value) {
            if (value == null || value.isBlank()) return DEFAULT_LIMIT;
            if (value.matches("[0-9]{1,3}")) {
                var limit = Integer.parseInt(value);
                if (limit >= 1 && limit <= MAX_LIMIT) return limit;
            }
            reject("limit", "expected: 1 to " + MAX_LIMIT);
            return DEFAULT_LIMIT;
        }
    }
}
