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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Messages of this release can be read by the one before, and the other way round, so that pods of both run side by
/// side and the log of last week is still read. The schemas of the last release lie among the test resources;
/// `contracts/set-released` puts those of a new one there. What cannot be said compatibly is a new type: `….v2`.
///
/// So what is said of a value stays as it is, wider limits included: the release before may keep it in a column of the
/// old length, or know no other words. What may be added is a property that need not be there: readers leave out what
/// they do not know (Quarkus' ObjectMapper, with its `fail-on-unknown-properties` off, which a test holds) and check no
/// message against its schema; `"additionalProperties": false` binds writers, in the tests.
class CompatibilityTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Path PRESENT = Path.of("src/main/resources/schemas");

    /// Keywords that say nothing of a value.
    private static final Set<String> WORDS = Set.of("$schema", "$comment", "title", "description", "examples");

    /// Keywords whose parts are compared one by one.
    private static final Set<String> PARTS = Set.of("properties", "required", "items", "additionalProperties");

    static Stream<String> released() throws IOException {
        return schemas(RELEASED).stream();
    }

    @ParameterizedTest
    @MethodSource("released")
    void whatWasReleasedIsKept(String schema) {
        assertThat(breaks(read(RELEASED.resolve(schema)), read(PRESENT.resolve(schema)), ""))
                .isEmpty();
    }

    /// What would break is noticed.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"properties":{"a":{}}} | {"properties":{}} | /a: gone
            {"type":"string"} | {"type":"integer"} | : type string became integer
            {"type":["string","number"]} | {"type":["string"]} | : type number,string became string
            {"maxLength":10} | {"maxLength":5} | : maxLength 10 became 5
            {"maxLength":10} | {"maxLength":20} | : maxLength 10 became 20
            {} | {"maxItems":5} | : maxItems none became 5
            {"maximum":1} | {"maximum":0.5} | : maximum 1 became 0.5
            {"minimum":0} | {"minimum":1} | : minimum 0 became 1
            {} | {"minLength":1} | : minLength none became 1
            {"minItems":1} | {} | : minItems 1 became none
            {"pattern":"^a"} | {"pattern":"^b"} | : pattern ^a became ^b
            {"format":"uuid"} | {} | : format uuid became none
            {} | {"format":"date-time"} | : format none became date-time
            {"const":1} | {"const":2} | : const 1 became 2
            {"enum":["x","y"]} | {"enum":["x"]} | : enum x,y became x
            {"enum":["x","y"]} | {"enum":["x","y","z"]} | : enum x,y became x,y,z
            {"$ref":"a"} | {"$ref":"b"} | : $ref a became b
            {"oneOf":[{"minimum":1}]} | {"oneOf":[{"minimum":2}]} | : oneOf {"minimum":1} became {"minimum":2}
            {} | {"properties":{"b":{}},"required":["b"]} | /b: required now
            {"required":["b"]} | {} | /b: no longer required
            {"items":{"type":"string"}} | {"items":{"type":"integer"}} | /*: type string became integer
            {} | {"items":{"type":"string"}} | /*: type none became string
            {"items":{"type":"string"}} | {} | /*: type string became none
            {"properties":{"a":{"properties":{"b":{}}}}} | {"properties":{"a":{}}} | /a/b: gone
            {"additionalProperties":{"type":"string"}} | {"additionalProperties":{"type":"number"}} | /?: type string became number
            {"additionalProperties":{"type":"string"}} | {"additionalProperties":false} | : other properties: {"type":"string"} became false
            {"additionalProperties":{"type":"string"}} | {} | : other properties: {"type":"string"} became true
            {} | {"additionalProperties":false} | : other properties: true became false
            {} | {"additionalProperties":{"type":"string"}} | : other properties: true became {"type":"string"}
            {} | {"properties":{"b":{"type":"string"}}} | /b: type none became string
            {"additionalProperties":{"type":"number"}} | {"properties":{"b":{"type":"string"}},"additionalProperties":{"type":"number"}} | /b: type number became string
            """)
    void noticesABreak(String before, String now, String told) throws IOException {
        assertThat(breaks(JSON.readTree(before), JSON.readTree(now), "")).containsExactly(told);
    }

    /// What harms no reader may change.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"description":"a"} | {"description":"b"}
            {"enum":["x","y"]} | {"enum":["y","x"]}
            {"required":["a","b"]} | {"required":["b","a"]}
            {"additionalProperties":false} | {"properties":{"b":{"type":"string"}},"additionalProperties":false}
            {"additionalProperties":false} | {"additionalProperties":{"type":"string"}}
            {"additionalProperties":true} | {}
            """)
    void allowsWhatReadersLeaveOut(String before, String now) throws IOException {
        assertThat(breaks(JSON.readTree(before), JSON.readTree(now), "")).isEmpty();
    }

    /// No setting makes a reader refuse what it does not know.
    @Test
    void readersLeaveOutWhatTheyDoNotKnow() throws IOException {
        try (var modules = Files.list(Path.of(".."))) {
            var settings = modules.map(module -> module.resolve("src/main/resources/application.properties"))
                    .filter(Files::exists)
                    .toList();
            assertThat(settings).hasSizeGreaterThanOrEqualTo(5);
            assertThat(settings)
                    .allSatisfy(
                            file -> assertThat(Files.readString(file)).doesNotContain("fail-on-unknown-properties"));
        }
    }

    @Test
    void noReleasedTypeIsGone() throws IOException {
        assertThat(schemas(PRESENT)).containsAll(schemas(RELEASED));
    }

    /// A release keeps its schemas, provided that they can stand beside those of the release before.
    @ParameterizedTest
    @CsvSource({"0, new, 0", "1, old, 1"})
    void aReleaseKeepsItsSchemas(int compared, String kept, int ended, @TempDir Path folder) throws Exception {
        var present = Files.createDirectories(folder.resolve("contracts").resolve(PRESENT));
        var released = Files.createDirectories(folder.resolve("contracts").resolve(RELEASED));
        Files.writeString(present.resolve("a.v1.schema.json"), "new");
        Files.writeString(present.resolve("b.v1.schema.json"), "new");
        Files.writeString(released.resolve("a.v1.schema.json"), "old");
        Files.copy(Path.of("set-released"), folder.resolve("contracts/set-released"));
        // Stands for the build, and so for the comparison.
        Files.writeString(folder.resolve("danggol"), "#!/bin/sh\nexit " + compared + "\n");
        assertThat(folder.resolve("danggol").toFile().setExecutable(true)).isTrue();

        var set = new ProcessBuilder("sh", "contracts/set-released")
                .directory(folder.toFile())
                .inheritIO()
                .start();

        assertThat(set.waitFor()).isEqualTo(ended);
        assertThat(released.resolve("a.v1.schema.json")).hasContent(kept);
        assertThat(Files.exists(released.resolve("b.v1.schema.json"))).isEqualTo(ended == 0);
    }

    private static List<String> breaks(JsonNode before, JsonNode now, String path) {
        var breaks = new ArrayList<String>();
        var keywords = new TreeSet<String>();
        before.fieldNames().forEachRemaining(keywords::add);
        now.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(WORDS);
        keywords.removeAll(PARTS);
        for (var keyword : keywords) {
            var then = said(before.path(keyword));
            var said = said(now.path(keyword));
            if (!said.equals(then)) breaks.add(path + ": " + keyword + " " + then + " became " + said);
        }
        var required = texts(before.path("required"));
        var requiredNow = texts(now.path("required"));
        difference(requiredNow, required).forEach(name -> breaks.add(path + "/" + name + ": required now"));
        // A reader of before counts on it.
        difference(required, requiredNow).forEach(name -> breaks.add(path + "/" + name + ": no longer required"));
        breaks.addAll(properties(before, now, path));
        if (before.has("items") || now.has("items"))
            breaks.addAll(breaks(before.path("items"), now.path("items"), path + "/*"));
        return breaks;
    }

    private static List<String> properties(JsonNode before, JsonNode now, String path) {
        var breaks = new ArrayList<String>();
        var named = before.path("properties");
        var namedNow = now.path("properties");
        named.properties().forEach(property -> {
            var below = path + "/" + property.getKey();
            var next = namedNow.path(property.getKey());
            if (next.isMissingNode()) breaks.add(below + ": gone");
            else breaks.addAll(breaks(property.getValue(), next, below));
        });
        var others = others(before);
        // Nothing was there before, so nobody can count on it.
        if (others.equals("false")) return breaks;
        // A name that was free is on the log already, with whatever was allowed.
        namedNow.properties().forEach(property -> {
            if (!named.has(property.getKey())) {
                breaks.addAll(breaks(
                        before.path("additionalProperties"), property.getValue(), path + "/" + property.getKey()));
            }
        });
        var free = before.path("additionalProperties");
        var freeNow = now.path("additionalProperties");
        if (free.isObject() && freeNow.isObject()) breaks.addAll(breaks(free, freeNow, path + "/?"));
        else if (!others(now).equals(others))
            breaks.add(path + ": other properties: " + others + " became " + others(now));
        return breaks;
    }

    /// What properties without a name of their own may hold; anything if nothing is said.
    private static String others(JsonNode schema) {
        var others = schema.path("additionalProperties");
        return others.isMissingNode() ? "true" : others.toString();
    }

    /// A list's order says nothing.
    private static String said(JsonNode value) {
        if (value.isMissingNode()) return "none";
        if (!value.isArray()) return value.isValueNode() ? value.asText() : value.toString();
        return StreamSupport.stream(value.spliterator(), false)
                .map(CompatibilityTest::said)
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new TreeSet<String>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Set<String> difference(Set<String> from, Set<String> without) {
        var rest = new TreeSet<>(from);
        rest.removeAll(without);
        return rest;
    }

    private static Set<String> schemas(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
