package io.danggol.recommendation.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.recommendation.history.Action;
import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Items;
import io.danggol.recommendation.history.Touch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The serving code under the published protocols: iterative reveal, all items, no sampled negatives, at 20.
///
/// Needs the data sets, which may not be shipped: `DANGGOL_DATA` names their folder.
@EnabledIfEnvironmentVariable(named = "DANGGOL_DATA", matches = ".+")
class PublishedQualityTest {
    private static final int AT = 20;

    private record Click(String item, Instant at) {}

    private record Quality(double hitRate, double reciprocalRank, int predictions, double micros) {}

    @Test
    void serenadesToySetIsAnsweredAsWellAsMeasured() {
        var quality = quality("serenade-toy/train.tsv.gz", "serenade-toy/test.tsv.gz", 2, true);

        System.out.println("Serenade toy, current item dropped: " + quality);
        assertThat(quality.predictions()).isEqualTo(931);
        assertThat(quality.reciprocalRank()).isGreaterThanOrEqualTo(.340);
        assertThat(quality.hitRate()).isGreaterThanOrEqualTo(.66);
    }

    @Test
    void yoochooseIsAnsweredAsWellAsPublished() {
        var quality = quality("yoochoose-1-64/rsc15_train_full.tsv.gz", "yoochoose-1-64/rsc15_test.tsv.gz", 3, false);

        System.out.println("Yoochoose 1/64, repeats kept: " + quality);
        assertThat(quality.reciprocalRank()).isGreaterThanOrEqualTo(.318);
        assertThat(quality.hitRate()).isGreaterThanOrEqualTo(.65);
    }

    private static Quality quality(String train, String test, int timeColumn, boolean dropCurrent) {
        var items = new Items(1 << 20);
        var history = new History(items, new History.Bounds(10_000_000, Duration.ofDays(100_000), 2_500));
        var number = 0L;
        for (var session : sessions(train, timeColumn).entrySet()) {
            var person = new UUID(1, Long.parseLong(session.getKey()));
            for (var click : session.getValue()) {
                history.add(new Touch(
                        ++number,
                        person,
                        0,
                        person.getLeastSignificantBits(),
                        click.at(),
                        Action.VIEW,
                        List.of(click.item())));
            }
        }
        var neighbours = new Neighbours(history, Neighbours.Settings.START);
        var hits = 0;
        var ranks = 0.0;
        var predictions = 0;
        var nanos = 0L;
        for (var session : sessions(test, timeColumn).values()) {
            var trail = session.stream()
                    .mapToInt(click -> items.number(click.item()))
                    .toArray();
            for (var length = 1; length < trail.length; length++) {
                var current = trail[length - 1];
                var prefix = java.util.Arrays.copyOf(trail, length);
                var now = session.get(length - 1).at().toEpochMilli();
                var started = System.nanoTime();
                var answer =
                        neighbours.after(prefix, Set.of(), now, item -> !dropCurrent || item != current, AT, items::id);
                nanos += System.nanoTime() - started;
                predictions++;
                for (var rank = 0; rank < answer.size(); rank++) {
                    if (answer.get(rank).item() != trail[length]) continue;
                    hits++;
                    ranks += 1.0 / (rank + 1);
                }
            }
        }
        return new Quality((double) hits / predictions, ranks / predictions, predictions, nanos / 1e3 / predictions);
    }

    /// The clicks of each session in order of their time, sessions in the order of their last click.
    private static Map<String, List<Click>> sessions(String file, int timeColumn) {
        var sessions = new LinkedHashMap<String, List<Click>>();
        var path = Path.of(System.getenv("DANGGOL_DATA")).resolve(file);
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            reader.readLine();
            reader.lines()
                    .map(line -> line.split("\t"))
                    .forEach(cells -> sessions.computeIfAbsent(cells[0], _ -> new ArrayList<>())
                            .add(new Click(cells[1], Instant.ofEpochMilli((long)
                                    (Double.parseDouble(cells[timeColumn]) * 1000)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sessions.values().forEach(clicks -> clicks.sort(Comparator.comparing(Click::at)));
        var ordered = new LinkedHashMap<String, List<Click>>();
        sessions.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().getLast().at()))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }
}
