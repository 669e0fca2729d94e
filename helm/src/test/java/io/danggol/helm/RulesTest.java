package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The alerts, run on made-up series by Prometheus' own tool.
class RulesTest {
    private static final Path RULES = Chart.FOLDER.resolve("files/rules.yaml");
    private static final Path RUNBOOKS = Chart.FOLDER.resolve("../../docs/runbooks.md");
    private static final Path TOOLS = Chart.FOLDER.resolve("../../.danggol/tools");

    @TempDir
    private Path folder;

    @Test
    void alertsAreRaisedWhenTheyShould() throws Exception {
        var promtool = promtool();
        assumeTrue(promtool.isPresent(), "no promtool: ./danggol test fetches it on Debian and Ubuntu");
        Files.copy(RULES, folder.resolve("rules.yaml"));
        try (var test = RulesTest.class.getResourceAsStream("/rules.test.yaml")) {
            Files.copy(test, folder.resolve("rules.test.yaml"));
        }
        run(promtool.get(), "check", "rules", "rules.yaml");
        run(promtool.get(), "test", "rules", "rules.test.yaml");
    }

    /// An alert that no series raises has never been seen to work.
    @Test
    void everyAlertIsTestedAndHasARunbook() throws IOException {
        var tested = new ArrayList<String>();
        var tests = Chart.YAML.readTree(RulesTest.class.getResourceAsStream("/rules.test.yaml"));
        for (var test : tests.path("tests")) {
            for (var alert : test.path("alert_rule_test")) {
                if (!alert.path("exp_alerts").isEmpty())
                    tested.add(alert.path("alertname").asText());
            }
        }
        var runbooks = Files.readAllLines(RUNBOOKS).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(tested).contains(alert);
            assertThat(runbooks).contains(alert);
        });
        assertThat(runbooks).containsExactlyInAnyOrderElementsOf(alerts());
    }

    @Test
    void theChartMakesThemWithTheirRunbooks() {
        var values = Chart.least("monitoring.prometheusRule.enabled", true);
        var rules =
                Chart.object(Chart.rendered(values), "PrometheusRule", "rules").at("/spec/groups");
        var made = new ArrayList<String>();
        for (var group : rules) {
            for (var rule : group.path("rules")) {
                if (!rule.has("alert")) continue;
                var name = rule.path("alert").asText();
                made.add(name);
                assertThat(rule.at("/annotations/runbook_url").asText())
                        .endsWith("/docs/runbooks.md#" + name.toLowerCase(Locale.ROOT));
                // Braces of the alert's own are not the chart's to fill in.
                assertThat(rule.at("/annotations/summary").asText()).contains("{{ $");
            }
        }
        assertThat(made).isEqualTo(alerts());
    }

    private static List<String> alerts() {
        try {
            var alerts = new ArrayList<String>();
            for (JsonNode group : Chart.YAML.readTree(RULES.toFile()).path("groups")) {
                for (var rule : group.path("rules"))
                    if (rule.has("alert")) alerts.add(rule.path("alert").asText());
            }
            return alerts;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<Path> promtool() {
        var path = Stream.of(System.getenv("PATH").split(":")).map(each -> Path.of(each, "promtool"));
        return Stream.concat(Stream.of(TOOLS.resolve("promtool")), path)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private void run(Path promtool, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(promtool.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
