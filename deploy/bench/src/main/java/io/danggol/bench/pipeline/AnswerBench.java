package io.danggol.bench.pipeline;

import io.danggol.recommendation.catalogue.Product;
import io.danggol.recommendation.history.Action;
import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Orders;
import io.danggol.recommendation.history.Touch;
import io.danggol.recommendation.knowledge.Knowledge;
import io.danggol.recommendation.placement.Ladder;
import io.danggol.recommendation.placement.Placement;
import io.danggol.recommendation.placement.Situation;
import io.danggol.recommendation.strategy.Neighbours;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/// How long recommendation-service's own code takes for an answer, by the number of sessions in its index. In
/// this JVM, without HTTP: the sessions are made up, items by a Zipf-like law.
final class AnswerBench {
    private static final int ITEMS = 20_000;
    private static final int CLICKS = 5;
    private static final int QUESTIONS = 5_000;
    private static final int LIMIT = 10;
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private final PrintStream console;

    AnswerBench(PrintStream console) {
        this.console = console;
    }

    void run(int... sizes) {
        for (var sessions : sizes) {
            var knowledge = knowledge(sessions);
            ask(knowledge, new SplittableRandom(1));
            console.printf(
                    "  %,9d sessions: %s (goal: p99 under 5 ms)%n", sessions, ask(knowledge, new SplittableRandom(2)));
        }
    }

    private static Knowledge knowledge(int sessions) {
        var knowledge = new Knowledge(
                ITEMS,
                new History.Bounds(sessions, Duration.ofDays(90), 2_500),
                new Orders.Bounds(10_000, Duration.ofDays(90), 1_000),
                10_000);
        for (var i = 0; i < ITEMS; i++) put(knowledge, i);
        var random = new SplittableRandom(7);
        for (var i = 0; i < sessions; i++) {
            var person = new UUID(1, i);
            var begin = NOW.minusSeconds((long) (sessions - i) * 5_000_000 / sessions);
            var taste = item(random);
            for (var click = 0; click < CLICKS; click++) {
                var item = random.nextInt(3) == 0 ? item(random) : (taste + random.nextInt(20)) % ITEMS;
                knowledge
                        .history()
                        .add(new Touch(
                                (long) i * CLICKS + click,
                                person,
                                0,
                                i,
                                begin.plusSeconds(30L * click),
                                Action.VIEW,
                                List.of("i" + item)));
            }
        }
        return knowledge;
    }

    private static void put(Knowledge knowledge, int number) {
        var product = new Product(
                "i" + number,
                "상품 " + number,
                "브랜드" + number % 200,
                List.of("분류" + number % 10, "세부" + number % 100),
                BigDecimal.valueOf(10_000 + number % 90 * 1_000L),
                null,
                "KRW",
                5L,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                false,
                NOW.minus(Duration.ofDays(60)));
        knowledge.assortment().put(product, number + 1L);
        knowledge.popularity().place(knowledge.items().find(product.id()), product.categories(), List.of());
    }

    /// A number that is small more often than large.
    private static int item(SplittableRandom random) {
        return (int) (ITEMS * Math.pow(random.nextDouble(), 3));
    }

    private static Quantiles ask(Knowledge knowledge, SplittableRandom random) {
        var settings = new Ladder.Settings(Neighbours.Settings.START, 2);
        var placement = Placement.standard().get("home");
        var nanos = new long[QUESTIONS];
        for (var i = 0; i < QUESTIONS; i++) {
            var person = new UUID(1, random.nextInt(knowledge.history().sessions()));
            var begin = System.nanoTime();
            var trail = knowledge.history().trailOf(person, 0, null);
            var situation = new Situation(null, List.of(), Set.of(), null, null, trail, NOW, LIMIT);
            var answer = knowledge.read(() -> Ladder.fill(knowledge, settings, placement, situation));
            nanos[i] = System.nanoTime() - begin;
            if (answer.size() != LIMIT) throw new IllegalStateException("an answer of " + answer.size());
        }
        return new Quantiles(nanos);
    }
}
