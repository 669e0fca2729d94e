package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.helm.Series.Matcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The dashboards, as the chart brings them to Grafana.
class DashboardsTest {
    private static final Path FOLDER = Chart.FOLDER.resolve("files/dashboards");
    private static final Matcher CHOSEN = new Matcher("namespace", "=~", "$namespace");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{([a-z_]+)}}");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What a recorded series is told apart by.
    private static final Set<String> RECORDED = Set.of("namespace", "job");

    @ParameterizedTest
    @ValueSource(strings = {"danggol.json", "danggol-readers.json"})
    void everyPanelShowsTheChosenNamespacesAlone(String file) throws IOException {
        for (var target : targets(file)) {
            assertThat(Series.of(target.path("expr").asText()))
                    .as(target.toString())
                    .isNotEmpty()
                    .allSatisfy(series -> assertThat(series.matchers()).contains(CHOSEN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"danggol.json", "danggol-readers.json"})
    void aLegendNamesWhatItsQueryKeeps(String file) throws IOException {
        for (var target : targets(file)) {
            var kept = new HashSet<String>();
            for (var series : Series.of(target.path("expr").asText())) {
                kept.addAll(series.metric().contains(":") ? RECORDED : series.kept());
            }
            assertThat(LEGEND.matcher(target.path("legendFormat").asText()).results())
                    .as(target.toString())
                    .allSatisfy(label -> assertThat(kept).contains(label.group(1)));
        }
    }

    private static Iterable<JsonNode> targets(String file) throws IOException {
        var targets = JSON.readTree(Files.readString(FOLDER.resolve(file))).findValues("targets").stream()
                .flatMap(JsonNode::valueStream)
                .toList();
        assertThat(targets).hasSizeGreaterThan(9);
        return targets;
    }
}
