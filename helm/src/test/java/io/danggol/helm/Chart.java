package io.danggol.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The chart, rendered by Helm itself.
final class Chart {
    static final Path FOLDER = Path.of("danggol").toAbsolutePath();
    static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The least that a release says: where the stores are and who holds the secrets.
    static final Map<String, Object> LEAST = Map.of(
            "global",
            Map.of(
                    "secrets", Map.of("existingSecret", "danggol"),
                    "kafka", Map.of("bootstrapServers", "kafka:9092"),
                    "postgresql", Map.of("host", "postgresql"),
                    "redis", Map.of("url", "redis://redis:6379"),
                    "oidc", Map.of("issuer", "https://login.shop.example/realms/danggol")));

    private static Path copy;

    private Chart() {}

    /// The objects of a release with the values of one of the chart's files.
    static List<JsonNode> rendered(String file) {
        return rendered(values(file));
    }

    /// The objects of a release with these values, in the order in which Helm gives them.
    ///
    /// @throws IllegalStateException with Helm's own words if it refuses them
    static List<JsonNode> rendered(JsonNode values) {
        try {
            Cluster.start();
            return Release.of(withoutHooks(), values).objects();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A copy in which tests and migration jobs are objects like any other: what is a hook, Helm does not print here.
    private static synchronized Path withoutHooks() throws IOException {
        if (copy != null) return copy;
        copy = Files.createTempDirectory("chart");
        try (var files = Files.walk(FOLDER)) {
            for (var file : files.toList()) {
                var to = copy.resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(to);
                else if (!file.toString().contains("templates")) Files.copy(file, to);
                else Files.writeString(to, Files.readString(file).replaceAll(" +helm\\.sh/hook.*\\n", ""));
            }
        }
        return copy;
    }

    /// The values of one of the chart's files.
    static ObjectNode values(String file) {
        try {
            return (ObjectNode) YAML.readTree(FOLDER.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The least values.
    static ObjectNode least() {
        return JSON.valueToTree(LEAST);
    }

    /// The least values, and one more at `path`, its keys separated by dots.
    static ObjectNode least(String path, Object value) {
        return with(least(), path, value);
    }

    static ObjectNode with(ObjectNode values, String path, Object value) {
        var keys = path.split("\\.");
        var at = values;
        for (var i = 0; i < keys.length - 1; i++) at = at.withObject("/" + keys[i]);
        at.set(keys[keys.length - 1], JSON.valueToTree(value));
        return values;
    }

    /// The object of that kind and name; `name` without the release's.
    static JsonNode object(List<JsonNode> objects, String kind, String name) {
        return new Release(objects).object(kind, name);
    }
}
