package io.danggol.recommendation.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.danggol.recommendation.history.Action;
import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Items;
import io.danggol.recommendation.history.Session;
import io.danggol.recommendation.history.Touch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");
    private static final int KINDS = 12;
    private static final Neighbours.Settings SETTINGS = new Neighbours.Settings(8, 5, 2, 40, 4, 5, 200);

    private final Items items = new Items(KINDS);

    private History history(Random random, int visits) {
        var history = new History(items, new History.Bounds(1_000, Duration.ofDays(90), 1_000));
        for (var item = 0; item < KINDS; item++) items.number("i" + item);
        // Each visit ends at another time, and they come in any order.
        var order = new ArrayList<>(IntStream.range(0, visits).boxed().toList());
        Collections.shuffle(order, random);
        for (var visit : order) {
            for (var click = random.nextInt(6); click >= 0; click--) {
                history.add(new Touch(
                        visit * 10L + click,
                        new UUID(1, visit),
                        0,
                        visit,
                        NOON.minusSeconds(1_000L * visit + 100L * click),
                        Action.VIEW,
                        List.of("i" + random.nextInt(KINDS))));
            }
        }
        return history;
    }

    /// The definition, step by step: of the most recent sessions that share an item the most alike, and what they
    /// touched.
    private static Map<Integer, Double> defined(History history, int visits, int[] trail) {
        var sessions = new ArrayList<Session>();
        for (var visit = 0; visit < visits; visit++) sessions.addAll(history.sessionsOf(new UUID(1, visit)));
        var nearest = sessions.stream()
                .filter(session -> likeness(session, trail) > 0)
                .sorted(Comparator.comparingLong(Session::lastAt).reversed())
                .limit(SETTINGS.sample())
                .sorted(Comparator.comparingDouble((Session session) -> likeness(session, trail))
                        .reversed())
                .limit(SETTINGS.neighbours())
                .toList();
        var scores = new HashMap<Integer, Double>();
        for (var session : nearest) {
            var match = -1;
            for (var position = trail.length - 1; position >= 0 && match < 0; position--) {
                match = session.lastPosition(trail[position]);
            }
            for (var item = 0; item < KINDS; item++) {
                var click = session.lastPosition(item);
                if (click < 0) continue;
                var near = Math.exp(-Math.abs(click - match) / SETTINGS.distanceDecay());
                scores.merge(item, likeness(session, trail) * near, Double::sum);
            }
        }
        scores.replaceAll((item, score) -> score
                * (1
                        + SETTINGS.rarity()
                                * Math.log((double) history.allClicks() / history.clicks(item))
                                / Math.log(Math.max(2, history.allClicks()))));
        return scores;
    }

    private static double likeness(Session session, int[] trail) {
        var shared = 0.0;
        var norm = 0.0;
        for (var position = 0; position < trail.length; position++) {
            var item = trail[position];
            if (IntStream.range(position + 1, trail.length).anyMatch(later -> trail[later] == item)) continue;
            var weight = Math.exp((position + 1 - trail.length) / SETTINGS.positionDecay());
            norm += weight * weight;
            if (session.lastPosition(item) >= 0) shared += weight;
        }
        var days = (NOON.toEpochMilli() - session.lastAt()) / 86_400_000.0;
        return shared * Math.exp(-days / SETTINGS.ageDecay()) / Math.sqrt(norm * session.distinct());
    }

    @Test
    void theBestFollowersAreThoseOfTheDefinition() {
        for (var round = 0; round < 300; round++) {
            var seed = System.nanoTime();
            var random = new Random(seed);
            var visits = 1 + random.nextInt(40);
            var history = history(random, visits);
            var trail = random.ints(1 + random.nextInt(4), 0, KINDS).toArray();

            var found = new Neighbours(history, SETTINGS)
                    .after(trail, Set.of(), NOON.toEpochMilli(), _ -> true, KINDS, items::id);

            var defined = defined(history, visits, trail);
            assertThat(found).as("seed %d", seed).hasSameSizeAs(defined.keySet());
            for (var candidate : found) {
                assertThat(candidate.score())
                        .as("seed %d", seed)
                        .isCloseTo(defined.get(candidate.item()), withinPercentage(1e-6));
            }
        }
    }

    @Test
    void whatIsNotWantedTakesNoPlace() {
        var random = new Random(1);
        var history = history(random, 40);
        var all = new Neighbours(history, SETTINGS)
                .after(new int[] {0, 1}, Set.of(), NOON.toEpochMilli(), _ -> true, KINDS, items::id);

        var even = new Neighbours(history, SETTINGS)
                .after(new int[] {0, 1}, Set.of(), NOON.toEpochMilli(), item -> item % 2 == 0, 2, items::id);

        assertThat(even)
                .extracting(Candidate::item)
                .isEqualTo(all.stream()
                        .map(Candidate::item)
                        .filter(item -> item % 2 == 0)
                        .limit(2)
                        .toList());
    }
}
