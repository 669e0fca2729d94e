package io.danggol.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A release of the chart, rendered by Helm itself.
///
/// @param objects in the order in which Helm gives them
public record Release(List<JsonNode> objects) {
    public static final String NAME = "shop";
    private static final YAMLMapper YAML = new YAMLMapper();

    /// The release `shop` in the namespace `danggol`, with these values.
    ///
    /// @param chart the chart's folder
    /// @throws IllegalStateException with Helm's own words if it refuses them
    public static Release of(Path chart, JsonNode values) {
        try {
            var file = Files.createTempFile("values", ".yaml");
            try {
                YAML.writeValue(file.toFile(), values);
                var manifest = new Helm(chart)
                        .template()
                        .withName(NAME)
                        .withNamespace("danggol")
                        .withKubeVersion("1.34.0")
                        .withValuesFile(file)
                        .call();
                var objects = new ArrayList<JsonNode>();
                try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifest)) {
                    documents.forEachRemaining(objects::add);
                }
                objects.removeIf(object -> !object.isObject());
                return new Release(objects);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The object of that kind and name; `name` without the release's.
    ///
    /// @throws IllegalArgumentException if there is none
    public JsonNode object(String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(NAME + "-danggol-" + name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name));
    }

    /// The environment of a service's container.
    ///
    /// @param secrets what the Secrets hold, by key; keys that a variable does not need may be missing
    /// @throws IllegalArgumentException if one that it needs is missing
    public Map<String, String> environment(String service, Map<String, String> secrets) {
        var variables = new TreeMap<String, String>();
        object("ConfigMap", service)
                .path("data")
                .properties()
                .forEach(each -> variables.put(each.getKey(), each.getValue().asText()));
        for (var variable : object("Deployment", service).at("/spec/template/spec/containers/0/env")) {
            var name = variable.path("name").asText();
            var reference = variable.at("/valueFrom/secretKeyRef");
            if (reference.isMissingNode()) {
                variables.put(name, variable.path("value").asText());
                continue;
            }
            var value = secrets.get(reference.path("key").asText());
            if (value != null) variables.put(name, value);
            else if (!reference.path("optional").asBoolean())
                throw new IllegalArgumentException(
                        service + ": no secret " + reference.path("key").asText());
        }
        return variables;
    }
}
