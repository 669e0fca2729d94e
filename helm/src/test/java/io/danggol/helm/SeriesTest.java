package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.danggol.helm.Series.Matcher;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void aQueryAsksForSeriesAndKeepsSomeOfTheirLabels() {
        var asked = Series.of("""
                sum by (job, reason) (rate(refused_total{$tracking, source=~"a|b"}[15m]))
                  / ignoring (reason) group_left sum by (job) (rate(events_total{$tracking}[15m])) > 0.05""");

        assertThat(asked)
                .containsExactly(
                        new Series(
                                "refused_total", List.of(new Matcher("source", "=~", "a|b")), List.of("job", "reason")),
                        new Series("events_total", List.of(), List.of("job")));
    }

    @Test
    void groupsWithinGroupsKeepTheLabelsOfBoth() {
        var asked = Series.of("histogram_quantile(0.5, sum by (le) (max by (le, pod) (rate(seconds_bucket{}[5m]))))");

        assertThat(asked).containsExactly(new Series("seconds_bucket", List.of(), List.of("le", "pod")));
    }

    @Test
    void anybodysSeriesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.of("max by (client_id) (max_over_time(lag_max[5m]))"))
                .withMessageStartingWith("lag_max");
    }

    @Test
    void everyAlternativeOfAPatternIsAskedFor() {
        var asked = Series.of("calls_total{uri=~\"/(a/)?b\", outcome=~\"refused|put-off\", pod!=\"\"}")
                .getFirst();

        assertThat(asked.alternatives())
                .extracting(each -> each.matchers().get(1).value())
                .containsExactly("refused", "put-off");
        assertThat(asked.alternatives().getLast().accepts(Map.of("uri", "/a/b", "outcome", "put-off", "pod", "p")))
                .isTrue();
        assertThat(asked.accepts(Map.of("uri", "/b", "outcome", "refused"))).isFalse();
    }
}
