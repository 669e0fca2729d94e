package io.danggol.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.EventPattern;
import io.danggol.segment.condition.Field;
import io.danggol.segment.definition.Catalogue;
import io.danggol.segment.definition.Definition;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CausesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Condition LEFT_CART = new Condition.Sequence(
            List.of(
                    new Condition.Step.Happens(new EventPattern("add_to_cart", List.of())),
                    new Condition.Step.Absent(new EventPattern("purchase", List.of()), HOUR)),
            Field.named("item_id"),
            Optional.of(Duration.ofDays(3)));
    private static final Catalogue CATALOGUE = new Catalogue(
            1, List.of(new Definition("left-cart", LEFT_CART, Definition.State.ACTIVE, 1)), 1, Optional.empty(), false);

    private final Profile someone = Profile.unknown(UUID.randomUUID());

    @Test
    void aWaitBelongsToTheTraceOfTheLastNewsThatItsSegmentReads() {
        var profile = after(
                someone,
                NOON,
                new Told(happened("add_to_cart", "P1", NOON), "trace-of-cart"),
                new Told(happened("view_item", "P2", NOON.plusSeconds(1)), "trace-of-view"));

        assertThat(profile.traces()).containsExactly(Map.entry("left-cart", "trace-of-cart"));
    }

    @Test
    void whatTimeDecidesBelongsToTheTraceThatSetTheWait() {
        var waiting = after(someone, NOON, new Told(happened("add_to_cart", "P1", NOON), "trace-of-cart"));

        var outcome = new Review(CATALOGUE, NOON.plus(HOUR), NOON.plus(HOUR)).onTime(waiting);

        var causes = new Causes(CATALOGUE, waiting, outcome.profile(), List.of());
        assertThat(outcome.changes()).extracting(causes::of).containsExactly("trace-of-cart");
    }

    @Test
    void aNewWaitTakesTheTraceOfWhatSetItAnew() {
        var waiting = after(someone, NOON, new Told(happened("add_to_cart", "P1", NOON), "first"));

        var unmoved = after(waiting, NOON, new Told(happened("view_item", "P1", NOON.plusSeconds(1)), "second"));
        var ended = after(unmoved, NOON, new Told(happened("purchase", "P1", NOON.plusSeconds(2)), "third"));
        var anew = after(ended, NOON, new Told(happened("add_to_cart", "P2", NOON.plusSeconds(3)), "fourth"));

        assertThat(unmoved.traces()).containsValue("first");
        assertThat(ended.traces()).isEmpty();
        assertThat(anew.traces()).containsValue("fourth");
    }

    @Test
    void withoutTracesNothingIsKept() {
        assertThat(after(someone, NOON, new Told(happened("add_to_cart", "P1", NOON), null))
                        .traces())
                .isEmpty();
    }

    private static Profile after(Profile before, Instant now, Told... told) {
        var news = List.of(told);
        var outcome = new Review(CATALOGUE, now, now)
                .after(before, news.stream().map(Told::news).toList());
        return outcome.profile().tracedBy(new Causes(CATALOGUE, before, outcome.profile(), news).kept());
    }

    private static News happened(String name, String item, Instant at) {
        return new News.Happened(new Event(
                "browser",
                name + at,
                name,
                at,
                "KRW",
                10_000_000L,
                List.of(new Item(item, null, null, null, List.of(), null, null, null)),
                Map.of(),
                name.equals("purchase") ? Map.of("transaction_id", "T-" + at) : Map.of()));
    }
}
