package io.danggol.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Reads a `values.yaml` with its comments: `# -- ` begins what is said of a value, further lines go on with `# `,
/// and `# @schema key:value; key:value` asks more of it, each value of that line in JSON.
final class ValuesFile {
    private static final String TEXT = "-- ";
    private static final String SCHEMA = "@schema ";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern ASKED = Pattern.compile("; (?=[a-zA-Z]+:)");

    private ValuesFile() {}

    /// The root's members.
    ///
    /// @throws IllegalArgumentException if a value has no comment
    static List<Value> read(Path file) throws IOException {
        var options = new LoaderOptions();
        options.setProcessComments(true);
        try (var reader = Files.newBufferedReader(file)) {
            var defaults = YAML.readTree(Files.readString(file));
            return members((MappingNode) new Yaml(options).compose(reader), defaults, List.of());
        }
    }

    private static List<Value> members(MappingNode group, JsonNode defaults, List<String> above) {
        return group.getValue().stream()
                .map(tuple -> value(tuple, defaults, above))
                .toList();
    }

    private static Value value(NodeTuple tuple, JsonNode defaults, List<String> above) {
        var key = ((ScalarNode) tuple.getKeyNode()).getValue();
        var path = new ArrayList<>(above);
        path.add(key);
        var lines = Objects.requireNonNullElse(tuple.getKeyNode().getBlockComments(), List.<CommentLine>of()).stream()
                .map(line -> line.getValue().strip())
                .toList();
        var text = text(lines);
        var asked = asked(lines, path);
        var fallback = defaults.get(key);
        if (isGroup(tuple.getValueNode(), asked)) {
            return new Value(path, text, asked, null, members((MappingNode) tuple.getValueNode(), fallback, path));
        }
        if (text.isEmpty())
            throw new IllegalArgumentException(String.join(".", path) + ": no comment (expected: # -- …)");
        return new Value(path, text, asked, fallback, List.of());
    }

    /// A map whose keys are free is a value.
    private static boolean isGroup(Node node, ObjectNode asked) {
        return node instanceof MappingNode group && !group.getValue().isEmpty() && asked.isEmpty();
    }

    private static String text(List<String> lines) {
        var begin = -1;
        for (var i = 0; i < lines.size(); i++) if (lines.get(i).startsWith(TEXT)) begin = i;
        if (begin < 0) return "";
        return lines.stream()
                .skip(begin)
                .filter(line -> !line.startsWith(SCHEMA))
                .map(line -> line.startsWith(TEXT) ? line.substring(TEXT.length()) : line)
                .collect(Collectors.joining(" "));
    }

    private static ObjectNode asked(List<String> lines, List<String> path) {
        var asked = JSON.createObjectNode();
        for (var line : lines) {
            if (!line.startsWith(SCHEMA)) continue;
            for (var part : ASKED.split(line.substring(SCHEMA.length()))) {
                var colon = part.indexOf(':');
                try {
                    asked.set(part.substring(0, colon), JSON.readTree(part.substring(colon + 1)));
                } catch (JsonProcessingException e) {
                    throw new IllegalArgumentException(
                            String.join(".", path) + ": " + part + " (expected: key:JSON)", e);
                }
            }
        }
        return asked;
    }
}
