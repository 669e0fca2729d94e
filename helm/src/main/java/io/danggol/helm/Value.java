package io.danggol.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A value of a chart, or a group of them.
///
/// @param path its keys from the file's root
/// @param text what its comment says; empty for most groups
/// @param asked what its `@schema` line asks, as JSON Schema; empty without one
/// @param fallback its default; null for a group
/// @param members of a group; empty for a value
record Value(List<String> path, String text, ObjectNode asked, JsonNode fallback, List<Value> members) {
    boolean isGroup() {
        return fallback == null;
    }

    String key() {
        return path.getLast();
    }

    String dotted() {
        return String.join(".", path);
    }
}
