package io.danggol.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// JSON Schema of values: nothing but what the files name, each of the type of its default.
final class ValuesSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ValuesSchema() {}

    static ObjectNode of(List<Value> members) {
        var schema = JSON.createObjectNode();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        var properties = schema.putObject("properties");
        members.forEach(member -> properties.set(member.key(), of(member)));
        return schema;
    }

    private static ObjectNode of(Value value) {
        if (value.isGroup()) return of(value.members());
        var schema = JSON.createObjectNode();
        schema.put("description", value.text());
        if (!value.asked().has("enum")) schema.put("type", type(value.fallback()));
        schema.setAll(value.asked());
        return schema;
    }

    private static String type(JsonNode fallback) {
        return switch (fallback.getNodeType()) {
            case BOOLEAN -> "boolean";
            case NUMBER -> fallback.isIntegralNumber() ? "integer" : "number";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NULL -> "null";
            default -> "string";
        };
    }

    /// A schema with the properties of both, at every depth; where both say something of a value, `over` is right.
    static ObjectNode merged(ObjectNode base, ObjectNode over) {
        var merged = base.deepCopy();
        over.properties().forEach(property -> {
            var below = merged.get(property.getKey());
            var both = below instanceof ObjectNode && property.getValue() instanceof ObjectNode;
            merged.set(
                    property.getKey(),
                    both && !isValue(property.getValue())
                            ? merged((ObjectNode) below, (ObjectNode) property.getValue())
                            : property.getValue());
        });
        return merged;
    }

    private static boolean isValue(JsonNode schema) {
        return schema.has("description") && !schema.path("description").isObject();
    }
}
