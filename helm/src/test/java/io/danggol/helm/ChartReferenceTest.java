package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartReferenceTest {
    /// How a default is written, and what its comment says then.
    private static final Map<Pattern, Pattern> UNITS = Map.of(
            Pattern.compile("\\d+[KMG]i"), Pattern.compile("\\bMi\\b.*\\bGi\\b"),
            Pattern.compile("\\d+(ms|s|m|h)"), Pattern.compile("\\b(ms|s|m)\\b"),
            Pattern.compile("P[T\\d].*"), Pattern.compile("ISO 8601"));

    /// `-Ddanggol.chart=write` makes them anew.
    @Test
    void schemasAndTablesAreThoseOfTheValues() throws Exception {
        if ("write".equals(System.getProperty("danggol.chart"))) ChartReference.write(Chart.FOLDER);
        for (var file : ChartReference.files(Chart.FOLDER).entrySet()) {
            assertThat(Files.readString(file.getKey()))
                    .as(file.getKey().toString())
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void whatHasAUnitSaysWhich() throws Exception {
        var silent = new ArrayList<String>();
        var seen = new ArrayList<Value>();
        for (var value : values()) {
            for (var unit : UNITS.entrySet()) {
                if (!unit.getKey().matcher(value.fallback().asText()).matches()) continue;
                seen.add(value);
                if (!unit.getValue().matcher(value.text()).find()) silent.add(value.dotted());
            }
            if (value.key().equals("resources") && !value.text().matches("(?s).*cores.*Mi, Gi.*"))
                silent.add(value.dotted());
        }
        assertThat(silent).isEmpty();
        assertThat(seen).hasSizeGreaterThan(20);
    }

    private static List<Value> values() throws IOException {
        var files = new ArrayList<Path>(List.of(Chart.FOLDER.resolve("values.yaml")));
        for (var service : ChartReference.SERVICES)
            files.add(Chart.FOLDER.resolve("charts/" + service + "/values.yaml"));
        var values = new ArrayList<Value>();
        for (var file : files)
            ValuesFile.read(file).stream().flatMap(ChartReferenceTest::single).forEach(values::add);
        return values;
    }

    private static Stream<Value> single(Value value) {
        return value.isGroup() ? value.members().stream().flatMap(ChartReferenceTest::single) : Stream.of(value);
    }
}
