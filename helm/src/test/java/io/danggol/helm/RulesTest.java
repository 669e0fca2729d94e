package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.helm.Series.Matcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The alerts of a release, run on made-up series by Prometheus' own tool. Where it is not installed that test is
/// skipped; on a CI machine (`CI=true`) it fails.
class RulesTest {
    private static final Path RUNBOOKS = Chart.FOLDER.resolve("../../docs/runbooks.md");
    private static final Path TOOLS = Chart.FOLDER.resolve("../../.danggol/tools");
    private static final String ENABLED = "monitoring.prometheusRule.enabled";
    private static final List<String> SERVICES =
            List.of("tracking", "profile", "segment", "recommendation", "campaign");

    @TempDir
    private Path folder;

    @Test
    void alertsAreRaisedWhenTheyShould() throws Exception {
        var found = promtool();
        assumeTrue(
                found.isPresent() || "true".equals(System.getenv("CI")),
                "no promtool: ./danggol test fetches it on Debian and Ubuntu");
        var promtool =
                found.orElseThrow(() -> new IllegalStateException("no promtool, which a CI machine has to have"));
        var groups = groups(Chart.least(ENABLED, true));
        // The same for all, and tested below.
        for (var annotations : groups.findValues("annotations")) ((ObjectNode) annotations).remove("runbook_url");
        Chart.YAML.writeValue(folder.resolve("rules.yaml").toFile(), Map.of("groups", groups));
        try (var test = RulesTest.class.getResourceAsStream("/rules.test.yaml")) {
            Files.copy(test, folder.resolve("rules.test.yaml"));
        }

        run(promtool, "check", "rules", "--lint-fatal", "rules.yaml");
        run(promtool, "test", "rules", "rules.test.yaml");
    }

    /// An alert that no series raises has never been seen to work; nor has one that every series raises.
    @Test
    void everyAlertIsTested() throws IOException {
        var raised = new TreeSet<String>();
        var spared = new TreeSet<String>();
        var tests = Chart.YAML.readTree(RulesTest.class.getResourceAsStream("/rules.test.yaml"));
        for (var test : tests.path("tests")) {
            for (var alert : test.path("alert_rule_test")) {
                var name = alert.path("alertname").asText();
                if (alert.path("exp_alerts").isEmpty()) spared.add(name);
                for (var expected : alert.path("exp_alerts")) raised.add(named(name, expected.path("exp_labels")));
            }
        }

        var alerts = alerts();

        assertThat(alerts).isNotEmpty();
        assertThat(raised).containsExactlyInAnyOrderElementsOf(alertsAndWindows());
        assertThat(spared).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void everyAlertHasARunbook() throws IOException {
        var runbooks = Files.readAllLines(RUNBOOKS).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();

        assertThat(runbooks).containsExactlyInAnyOrderElementsOf(alerts());
    }

    @Test
    void theChartMakesThemWithTheirRunbooks() {
        for (var rule : rules(Chart.least(ENABLED, true))) {
            if (!rule.has("alert")) continue;
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .endsWith("/docs/runbooks.md#" + rule.path("alert").asText().toLowerCase(Locale.ROOT));
            // Braces of the alert's own are not the chart's to fill in.
            assertThat(rule.at("/annotations/summary").asText()).contains("{{ $");
        }
    }

    /// Two shops in one cluster neither count for each other nor are called about each other's troubles.
    @Test
    void everyRuleLooksAtItsOwnReleaseAlone() {
        for (var rule : rules(Chart.least(ENABLED, true))) {
            var query = rule.path("expr").asText();
            assertThat(query).doesNotContain("$");
            assertThat(Series.of(query)).as(query).isNotEmpty().allSatisfy(series -> {
                assertThat(series.matchers()).contains(new Matcher("namespace", "=", "danggol"));
                assertThat(series.matchers())
                        .filteredOn(matcher -> matcher.label().equals("job"))
                        .singleElement()
                        .satisfies(job -> {
                            assertThat(SERVICES).anyMatch(service -> job.accepts("shop-danggol-" + service));
                            assertThat(SERVICES).noneMatch(service -> job.accepts("other-shop-danggol-" + service));
                        });
                if (!series.kept().isEmpty()) assertThat(series.kept()).contains("namespace", "job");
            });
        }
    }

    @Test
    void aServiceThatIsNotInstalledIsNotMissed() {
        var values = Chart.with(Chart.least(ENABLED, true), "campaign.enabled", false);

        var rules = rules(values);

        assertThat(rules)
                .filteredOn(rule -> rule.path("alert").asText().equals("DanggolServiceDown"))
                .extracting(rule -> rule.at("/labels/component").asText())
                .containsExactly("tracking", "profile", "segment", "recommendation");
    }

    private static JsonNode groups(ObjectNode values) {
        return Chart.object(Chart.rendered(values), "PrometheusRule", "rules").at("/spec/groups");
    }

    private static List<JsonNode> rules(ObjectNode values) {
        return groups(values).findValues("rules").stream()
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    private static Set<String> alerts() {
        var alerts = new TreeSet<String>();
        for (var rule : rules(Chart.least(ENABLED, true))) {
            if (rule.has("alert")) alerts.add(rule.path("alert").asText());
        }
        return alerts;
    }

    private static Set<String> alertsAndWindows() {
        var alerts = new TreeSet<String>();
        for (var rule : rules(Chart.least(ENABLED, true))) {
            if (rule.has("alert")) alerts.add(named(rule.path("alert").asText(), rule.path("labels")));
        }
        return alerts;
    }

    /// An alert, and which of its windows if it has several.
    private static String named(String alert, JsonNode labels) {
        return (alert + " " + labels.path("window").asText()).strip();
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
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
