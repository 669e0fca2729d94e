package io.danggol.e2e.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.danggol.helm.Series;
import io.danggol.helm.Series.Matcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the chart's alerts and dashboards ask services for, query by query.
///
/// @param series without what is said of the labels that come with the reading, each pattern's alternatives by
/// themselves
/// @param labels those that the series have to have: what the query says something of, or tells series apart by
record Asked(String query, Series series, Set<String> labels) {
    /// What Prometheus adds when it reads a pod.
    private static final Set<String> READING = Set.of("namespace", "job", "service", "pod", "instance", "container");

    /// Told only by a service in trouble, which none is here.
    private static final Matcher FAULTS = new Matcher("status", "=~", "5..");

    /// Prometheus' own, and recorded ones, are nothing that a service tells.
    static List<Asked> by(Path chart) throws IOException {
        var asked = new ArrayList<Asked>();
        for (var query : queries(chart)) {
            for (var series : Series.of(query)) {
                if (series.metric().equals("up") || series.metric().contains(":")) continue;
                var labels = new TreeSet<>(series.kept());
                series.matchers().forEach(each -> labels.add(each.label()));
                labels.removeAll(READING);
                series.without(each -> READING.contains(each.label()) || each.equals(FAULTS))
                        .alternatives()
                        .forEach(each -> asked.add(new Asked(query, each, labels)));
            }
        }
        return asked;
    }

    /// The recorded series that dashboards and alerts ask for.
    static List<String> recorded(Path chart) throws IOException {
        return queries(chart).stream()
                .flatMap(query -> Series.of(query).stream())
                .map(Series::metric)
                .filter(metric -> metric.contains(":"))
                .distinct()
                .toList();
    }

    private static List<String> queries(Path chart) throws IOException {
        var rules = new YAMLMapper().readTree(chart.resolve("files/rules.yaml").toFile());
        var queries = new ArrayList<>(rules.findValuesAsText("expr"));
        try (Stream<Path> dashboards = Files.list(chart.resolve("files/dashboards"))) {
            for (var dashboard : dashboards.sorted().toList()) {
                queries.addAll(new ObjectMapper().readTree(dashboard.toFile()).findValuesAsText("expr"));
            }
        }
        return queries;
    }

    /// Whether this is among what is asked for: a series of that metric, with the labels that are asked for, whose
    /// values are accepted.
    boolean isMetBy(Told told) {
        return told.metric().equals(series.metric())
                && told.labels().keySet().containsAll(labels)
                && series.accepts(told.labels());
    }
}
