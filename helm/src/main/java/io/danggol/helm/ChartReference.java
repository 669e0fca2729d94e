package io.danggol.helm;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes what follows from the comments of the values: each chart's `values.schema.json`, and the tables of
/// `README.md`.
public final class ChartReference {
    /// The sub-charts that are services.
    public static final List<String> SERVICES = List.of("tracking", "profile", "segment", "recommendation", "campaign");

    private static final String BEGIN = "<!-- values -->\n";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DIALECT = "http://json-schema.org/draft-07/schema#";

    private ChartReference() {}

    /// Writes the files.
    ///
    /// @param chart the chart's folder
    public static void write(Path chart) throws IOException {
        for (var file : files(chart).entrySet()) Files.writeString(file.getKey(), file.getValue());
    }

    /// What the files have to hold.
    public static Map<Path, String> files(Path chart) throws IOException {
        var files = new LinkedHashMap<Path, String>();
        var umbrella = ValuesFile.read(chart.resolve("values.yaml"));
        var schema = ValuesSchema.of(umbrella);
        var global = (ObjectNode) schema.at("/properties/global/properties");
        var tables = new StringBuilder();
        tables.append(ValuesTable.of("The suite", umbrella));
        for (var service : SERVICES) {
            var folder = chart.resolve("charts").resolve(service);
            var own = ValuesFile.read(folder.resolve("values.yaml"));
            tables.append(ValuesTable.of(service + "-service", own));
            var both = ValuesSchema.merged((ObjectNode) global.get("services"), ValuesSchema.of(own));
            var properties = (ObjectNode) both.get("properties");
            var config = properties.path("config") instanceof ObjectNode object ? object : ValuesSchema.of(List.of());
            properties.set("config", ValuesSchema.merged((ObjectNode) global.get("config"), config));
            properties.putObject("global").put("type", "object");
            files.put(folder.resolve("values.schema.json"), text(both));
            // The sub-chart's own schema looks into it.
            ((ObjectNode) schema.get("properties")).putObject(service).put("type", "object");
        }
        ((ObjectNode) schema.get("properties")).putObject("library").put("type", "object");
        files.put(chart.resolve("values.schema.json"), text(schema));
        var readme = Files.readString(chart.resolve("README.md"));
        files.put(chart.resolve("README.md"), readme.substring(0, readme.indexOf(BEGIN)) + BEGIN + tables);
        return files;
    }

    private static String text(ObjectNode schema) throws IOException {
        var whole = JSON.createObjectNode().put("$schema", DIALECT);
        whole.setAll(schema);
        var printer = new DefaultPrettyPrinter()
                .withSeparators(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        return JSON.writer(printer).writeValueAsString((JsonNode) whole) + "\n";
    }
}
