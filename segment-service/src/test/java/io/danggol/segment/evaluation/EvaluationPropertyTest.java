package io.danggol.segment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.EventPattern;
import io.danggol.segment.condition.Field;
import io.danggol.segment.history.Behaviour;
import io.danggol.segment.history.Consents;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Facts;
import io.danggol.segment.history.History;
import io.danggol.segment.history.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random conditions, histories and clocks against the [Oracle].
class EvaluationPropertyTest {
    private static final int CASES = 10_000;
    private static final Duration SPAN = Duration.ofHours(30);

    private final long seed = Long.getLong("danggol.seed", System.nanoTime());

    @Test
    void membershipIsWhatTheLanguageSaysAtEveryInstant() {
        var random = new Random(seed);
        for (var i = 0; i < CASES; i++) {
            var cases = new RandomCases(random);
            var inner = cases.condition(1);
            var condition = random.nextInt(10) == 0
                    ? new Condition.All(List.of(new Condition.InSegment("inner"), cases.condition(1)))
                    : cases.condition(2);
            var world = new World(Map.of("inner", inner), Optional.empty(), false);
            var events = cases.events(9, SPAN);
            var oracle = new Oracle(Map.of("inner", inner));
            for (var step = 0; step < 8; step++) {
                var now = RandomCases.START.plusSeconds(random.nextLong(3 * SPAN.toSeconds() / 600) * 600
                        + (random.nextBoolean() ? 0 : random.nextInt(600)));
                var known = events.stream()
                        .filter(event -> !event.at().isAfter(now))
                        .toList();

                var evaluation = Evaluation.of(condition, facts(arrived(known, random)), now, world);

                assertThat(evaluation.member())
                        .as("seed %d, case %d, at %s: %s of %s", seed, i, now, condition, known)
                        .isEqualTo(oracle.meets(condition, known, now));
            }
        }
    }

    @Test
    void nothingChangesByTimeAloneBeforeTheRecheckAndSomethingChangesThen() {
        var random = new Random(seed);
        for (var i = 0; i < CASES; i++) {
            var cases = new RandomCases(random);
            var condition = cases.condition(2);
            var world = new World(Map.of(), Optional.empty(), false);
            var now = RandomCases.START.plus(SPAN).plusSeconds(random.nextLong(SPAN.toSeconds()));
            var facts = facts(cases.events(9, SPAN));
            var evaluation = Evaluation.of(condition, facts, now, world);
            var recheckAt = evaluation.recheckAt();

            assertThat(recheckAt.filter(at -> !at.isAfter(now)))
                    .as("seed %d, case %d", seed, i)
                    .isEmpty();
            recheckAt.ifPresent(at -> assertThat(member(condition, facts, at, world))
                    .as("seed %d: at its recheck %s: %s", seed, at, condition)
                    .isNotEqualTo(evaluation.member()));
            var end = recheckAt.orElse(now.plus(Duration.ofDays(200)));
            for (var step = 0; step < 8; step++) {
                var between = now.plusSeconds(
                        random.nextLong(Math.max(1, Duration.between(now, end).toSeconds())));
                if (!between.isBefore(end)) continue;
                assertThat(member(condition, facts, between, world))
                        .as("seed %d, case %d: between %s and %s, at %s: %s", seed, i, now, end, between, condition)
                        .isEqualTo(evaluation.member());
            }
        }
    }

    @Test
    void aMembershipBeganWhenTheLanguageSaysSo() {
        var random = new Random(seed);
        for (var i = 0; i < CASES; i++) {
            var cases = new RandomCases(random);
            var condition = cases.condition(2);
            var now = RandomCases.START.plusSeconds(random.nextLong(2 * SPAN.toSeconds()));
            // Orders can be undone later, as if they had never been: then the past was another one.
            var known = upTo(cases.events(9, SPAN), now).stream()
                    .filter(event -> !event.params().containsKey("transaction_id"))
                    .toList();
            var oracle = new Oracle(Map.of());
            var evaluation = Evaluation.of(condition, facts(known), now, new World(Map.of(), Optional.empty(), false));

            if (evaluation.since().isEmpty()) continue;

            var since = evaluation.since().get();
            assertThat(since).as("seed %d, case %d", seed, i).isBeforeOrEqualTo(now);
            assertThat(oracle.meets(condition, upTo(known, since), since))
                    .as("seed %d, case %d: since %s: %s of %s", seed, i, since, condition, known)
                    .isEqualTo(evaluation.member());
            var before = since.minusMillis(1);
            assertThat(oracle.meets(condition, upTo(known, before), before))
                    .as("seed %d, case %d: before %s: %s of %s", seed, i, since, condition, known)
                    .isNotEqualTo(evaluation.member());
        }
    }

    @Test
    void aClockThatTrailsNeverEndsAWaitTooEarly() {
        var random = new Random(seed);
        for (var i = 0; i < CASES; i++) {
            var cases = new RandomCases(random);
            var add = new Condition.Step.Happens(new EventPattern("add_to_cart", List.of()));
            var absent = new Condition.Step.Absent(new EventPattern("purchase", List.of()), Duration.ofHours(1));
            var condition = new Condition.Sequence(
                    List.of(add, absent), Field.named("item_id"), Optional.of(Duration.ofDays(3)));
            var all = cases.events(9, SPAN);
            var clock = RandomCases.START.plusSeconds(random.nextLong(SPAN.toSeconds()));
            // All up to the clock is known, and some of what came after it; nothing that takes an order back.
            var known = all.stream()
                    .filter(event -> !event.at().isAfter(clock)
                            || random.nextBoolean() && !event.params().containsKey("transaction_id"))
                    .toList();
            var world = new World(Map.of(), Optional.empty(), false);

            if (!member(condition, facts(known), clock, world)) continue;

            assertThat(new Oracle(Map.of()).meets(condition, upTo(all, clock), clock))
                    .as("seed %d, case %d at %s: %s", seed, i, clock, known)
                    .isTrue();
        }
    }

    private static List<Event> upTo(List<Event> events, Instant clock) {
        return events.stream().filter(event -> !event.at().isAfter(clock)).toList();
    }

    /// In any order, late, with repeats.
    private static History arrived(List<Event> events, Random random) {
        var stream = new ArrayList<>(events);
        events.forEach(event -> {
            if (random.nextInt(4) == 0) stream.add(event);
        });
        Collections.shuffle(stream, random);
        var history = History.EMPTY;
        for (var event : stream) history = history.with(List.of(event));
        return history;
    }

    private static Facts facts(History history) {
        return new Facts(Behaviour.of(history), Traits.NONE, Consents.NONE);
    }

    private static Facts facts(List<Event> events) {
        return facts(History.EMPTY.with(events));
    }

    private static boolean member(Condition condition, Facts facts, Instant now, World world) {
        return Evaluation.of(condition, facts, now, world).member();
    }
}
