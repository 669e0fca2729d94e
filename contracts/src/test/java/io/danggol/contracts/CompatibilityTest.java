package io.danggol.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Messages of this release can be read by the one before, and the other way round, so that pods of both run side by
/// side
/// and the log of last week is still read. The schemas of the last release lie among the test resources; a release
/// puts its own there. What cannot be said compatibly is a new type: `….v2`.
class CompatibilityTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Path PRESENT = Path.of("src/main/resources/schemas");

    static Stream<String> released() throws IOException {
        try (var files = Files.list(RELEASED)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void whatWasReleasedIsKept(String schema) {
        assertThat(breaks(read(RELEASED.resolve(schema)), read(PRESENT.resolve(schema)), ""))
                .isEmpty();
    }

    /// What would break is noticed.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"properties":{}} | /a: gone
            {"properties":{"a":{"type":"integer"}}} | /a: type string became integer
            {"properties":{"a":{"type":"string","maxLength":5}}} | /a: maxLength 10 became 5
            {"properties":{"a":{"type":"string","maxLength":10},"b":{}},"required":["b"]} | /b: required now
            {"properties":{"a":{"type":"string","maxLength":10,"enum":["x"]}}} | /a: x,y became x
            {"properties":{"a":{"type":"string","maxLength":10,"enum":["x","y","z"]}}} | /a: x,y became x,y,z
            """)
    void noticesABreak(String present, String told) throws IOException {
        var before =
                JSON.readTree("{\"properties\":{\"a\":{\"type\":\"string\",\"maxLength\":10,\"enum\":[\"x\",\"y\"]}}}");
        assertThat(breaks(before, JSON.readTree(present), "")).contains(told);
    }

    @Test
    void everySchemaIsReleasedOrNew() throws IOException {
        try (var files = Files.list(PRESENT)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsAll(released().toList());
        }
    }

    private static List<String> breaks(JsonNode before, JsonNode now, String path) {
        var breaks = new ArrayList<String>();
        if (!before.path("type").equals(now.path("type"))) {
            breaks.add(path + ": type " + before.path("type").asText() + " became "
                    + now.path("type").asText());
        }
        for (var limit : List.of("maxLength", "maxItems", "maximum")) {
            if (now.has(limit)
                    && now.path(limit).asDouble() < before.path(limit).asDouble(Double.MAX_VALUE)) {
                breaks.add(path + ": " + limit + " " + before.path(limit).asText("none") + " became "
                        + now.path(limit).asText());
            }
        }
        var values = texts(before.path("enum"));
        // One more value is a break as well: the release before would not know it.
        if (!texts(now.path("enum")).equals(values)) {
            breaks.add(path + ": " + String.join(",", values) + " became " + String.join(",", texts(now.path("enum"))));
        }
        var required = texts(now.path("required"));
        required.removeAll(texts(before.path("required")));
        required.forEach(name -> breaks.add(path + "/" + name + ": required now"));
        before.path("properties").properties().forEach(property -> {
            var below = path + "/" + property.getKey();
            var next = now.path("properties").path(property.getKey());
            if (next.isMissingNode()) breaks.add(below + ": gone");
            else breaks.addAll(breaks(property.getValue(), next, below));
        });
        if (before.has("items")) breaks.addAll(breaks(before.path("items"), now.path("items"), path + "/*"));
        return breaks;
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new TreeSet<String>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
