package io.danggol.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.segment.condition.Comparison;
import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.Criterion;
import io.danggol.segment.condition.EventPattern;
import io.danggol.segment.condition.Field;
import io.danggol.segment.condition.Operator;
import io.danggol.segment.condition.TraitName;
import io.danggol.segment.definition.Catalogue;
import io.danggol.segment.definition.Definition;
import io.danggol.segment.evaluation.Evaluation;
import io.danggol.segment.history.Consents;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Item;
import io.danggol.segment.history.Traits;
import io.danggol.segment.membership.Change.Cause;
import io.danggol.segment.rfm.Thresholds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Condition CART = new Condition.Sequence(
            List.of(
                    new Condition.Step.Happens(new EventPattern("add_to_cart", List.of())),
                    new Condition.Step.Absent(new EventPattern("purchase", List.of()), HOUR)),
            Field.named("item_id"),
            Optional.of(Duration.ofDays(3)));
    private static final Condition TWICE = new Condition.Happened(
            new EventPattern("purchase", List.of()), atLeast(2), Optional.empty(), Optional.of(Duration.ofDays(5)));
    private static final Condition NEVER_BOUGHT = new Condition.Happened(
            new EventPattern("purchase", List.of()),
            new Criterion(List.of(new Comparison(Operator.EQ, BigDecimal.ZERO))),
            Optional.empty(),
            Optional.empty());
    private static final Condition FROM_KAKAO =
            new Condition.Trait(TraitName.CHANNEL, new Criterion(List.of(new Comparison(Operator.EQ, "kakao"))));
    private static final Condition RECENT =
            new Condition.Rfm(Optional.of(atLeast(4)), Optional.of(atLeast(2)), Optional.empty());
    private static final Thresholds QUINTILES = new Thresholds(
            List.of(DAY, DAY.multipliedBy(2), DAY.multipliedBy(3), DAY.multipliedBy(4)),
            List.of(1L, 1L, 2L, 3L),
            List.of(0L, 0L, 0L, 0L),
            NOON);

    private final long seed = Long.getLong("danggol.seed", System.nanoTime());
    private final Profile someone = Profile.unknown(UUID.randomUUID());

    @Test
    void whateverTheOrderTheRepeatsAndTheClockTheMembersAreThoseOfTheWholeHistory() {
        var random = new Random(seed);
        var catalogue = catalogue(1, CART, TWICE, NEVER_BOUGHT, RECENT, new Condition.Lifecycle(Condition.Stage.NEW));
        for (var i = 0; i < 5_000; i++) {
            var events = events(random);
            var arriving = new ArrayList<>(events);
            arriving.addAll(events.subList(0, events.size() / 3));
            Collections.shuffle(arriving, random);
            var profile = someone;
            var clock = NOON.minus(DAY);
            while (!arriving.isEmpty()) {
                var batch = arriving.subList(0, Math.min(arriving.size(), 1 + random.nextInt(4)));
                var news = batch.stream().<News>map(News.Happened::new).toList();
                batch.clear();
                clock = clock.plus(Duration.ofMinutes(random.nextInt(600)));
                profile =
                        new Review(catalogue, clock, clock).after(profile, news).profile();
                profile = new Review(catalogue, clock, clock).onTime(profile).profile();
            }
            // Time goes on; the timer looks only at what is due.
            for (var step = 0; step < 4; step++) {
                clock = clock.plus(Duration.ofMinutes(random.nextInt(5_000)));
                profile = new Review(catalogue, clock, clock).onTime(profile).profile();
                for (var active : catalogue.active()) {
                    assertThat(profile.membership(active.key()).member())
                            .as("seed %d, case %d, %s at %s of %s", seed, i, active.text(), clock, events)
                            .isEqualTo(
                                    events.isEmpty()
                                            ? profile.membership(active.key()).member()
                                            : Evaluation.of(
                                                            active.definition().condition(),
                                                            profile.facts(),
                                                            clock,
                                                            catalogue.world())
                                                    .member());
                }
            }
        }
    }

    @Test
    void anEntryByTheClockSaysSoAndNamesTheEventFromWhichTheTimeRan() {
        var catalogue = catalogue(1, CART);
        var added = event("a1", "add_to_cart", NOON, "P1");
        var profile = new Review(catalogue, NOON, NOON)
                .after(someone, List.of(new News.Happened(added)))
                .profile();

        var early = new Review(catalogue, NOON.plus(HOUR).minusSeconds(1), NOON.plus(HOUR)).onTime(profile);
        var due = new Review(catalogue, NOON.plus(HOUR), NOON.plus(HOUR)).onTime(profile);

        assertThat(early.changes()).isEmpty();
        assertThat(profile.recheckAt()).hasValue(NOON.plus(HOUR));
        assertThat(due.changes()).singleElement().satisfies(change -> {
            assertThat(change.cause()).isEqualTo(Cause.TIME);
            assertThat(change.now().since()).isEqualTo(NOON.plus(HOUR));
            assertThat(change.now().occurrence()).hasValue("a1");
        });
    }

    @Test
    void whatANewDefinitionFindsIsBackfillAlsoWhenAnEventFindsItFirst() {
        var known = List.<News>of(
                new News.Happened(event("p1", "purchase", NOON, "P1")),
                new News.Happened(event("p2", "purchase", NOON.plusSeconds(1), "P1")));
        var profile = new Review(catalogue(1), NOON, NOON).after(someone, known).profile();
        var later = new Review(catalogue(2, TWICE), NOON.plusSeconds(9), NOON.plusSeconds(9));

        var outcome =
                later.after(profile, List.of(new News.Happened(event("p3", "purchase", NOON.plusSeconds(5), "P1"))));

        assertThat(outcome.changes()).extracting(Change::cause).containsExactly(Cause.BACKFILL);
    }

    @Test
    void whatComesOverByAMergeTriggersNothing() {
        var catalogue = catalogue(1, TWICE);
        var review = new Review(catalogue, NOON, NOON);
        var own = review.after(someone, List.of(new News.Happened(event("p1", "purchase", NOON, "P1"))))
                .profile();

        var outcome = review.after(own, List.of(new News.MovedIn(event("p0", "purchase", NOON.minusSeconds(9), "P1"))));

        assertThat(outcome.changes()).extracting(Change::cause).containsExactly(Cause.MERGE);
    }

    @Test
    void anEntryByTraitsHappensWhenTheyAreLearned() {
        var condition = new Condition.All(List.of(NEVER_BOUGHT, FROM_KAKAO));
        var review = new Review(catalogue(1, condition), NOON, NOON);
        var profile = review.after(someone, List.of(new News.Happened(event("v1", "view_item", NOON.minus(DAY), "P1"))))
                .profile();

        var outcome = review.after(profile, List.of(traits(1, "kakao")));

        assertThat(outcome.changes()).singleElement().satisfies(change -> {
            assertThat(change.now().since()).isEqualTo(NOON);
            assertThat(change.now().occurrence()).isEmpty();
            assertThat(change.cause()).isEqualTo(Cause.EVENT);
        });
        assertThat(review.after(outcome.profile(), List.of(traits(1, "naver"))).changes())
                .isEmpty();
        assertThat(review.after(outcome.profile(), List.of(traits(2, "naver"))).changes())
                .hasSize(1);
    }

    @Test
    void consentIsGrantedByAWordAndWithdrawnByAnyWord() {
        var condition = new Condition.Consent("marketing", Optional.of("kakao"));
        var review = new Review(catalogue(1, condition), NOON, NOON);

        assertThat(member(review.after(someone, List.of(consents(1)))).member()).isFalse();
        assertThat(member(review.after(someone, List.of(consents(1, true)))).member())
                .isTrue();
        assertThat(member(review.after(someone, List.of(consents(1, true, false))))
                        .member())
                .isFalse();
    }

    @Test
    void recencyFallsByTimeAloneAndOtherQuintilesAreAThreshold() {
        var review = new Review(catalogue(1, RECENT), NOON, NOON);
        var profile = review.after(
                        someone,
                        List.of(
                                new News.Happened(event("p1", "purchase", NOON.minus(DAY), "P1")),
                                new News.Happened(event("p2", "purchase", NOON, "P1"))))
                .profile();

        assertThat(profile.membership("s0").member()).isTrue();
        assertThat(profile.recheckAt()).hasValue(NOON.plus(DAY.multipliedBy(2)));
        var stricter = new Thresholds(QUINTILES.recency(), List.of(9L, 9L, 9L, 9L), QUINTILES.monetary(), NOON);
        var outcome = new Review(catalogue(1, 2, stricter, RECENT), NOON, NOON).caughtUp(profile);
        assertThat(outcome.changes()).extracting(Change::cause).containsExactly(Cause.THRESHOLD);
    }

    private static Membership member(Review.Outcome outcome) {
        return outcome.profile().membership("s0");
    }

    private static Catalogue catalogue(long version, Condition... conditions) {
        return catalogue(version, 1, QUINTILES, conditions);
    }

    private static Catalogue catalogue(
            long version, long thresholdsVersion, Thresholds thresholds, Condition... conditions) {
        var definitions = new ArrayList<Definition>();
        for (var condition : conditions) {
            definitions.add(new Definition("s" + definitions.size(), condition, Definition.State.ACTIVE, version));
        }
        return new Catalogue(version, definitions, thresholdsVersion, Optional.of(thresholds), false);
    }

    private static List<Event> events(Random random) {
        var events = new ArrayList<Event>();
        var size = random.nextInt(12);
        for (var i = 0; i < size; i++) {
            var name = List.of("add_to_cart", "remove_from_cart", "purchase", "view_item")
                    .get(random.nextInt(4));
            var at = NOON.minus(Duration.ofDays(2)).plus(Duration.ofMinutes(random.nextInt(1_440)));
            events.add(event("e" + i, name, at, "P" + random.nextInt(2)));
        }
        return events;
    }

    private static Event event(String id, String name, Instant at, String item) {
        return new Event(
                "server",
                id,
                name,
                at,
                "KRW",
                10_000_000L,
                List.of(new Item(item, null, null, null, List.of(), null, null, null)),
                Map.of(),
                name.equals("purchase") ? Map.of("transaction_id", "T-" + id) : Map.of());
    }

    private static News traits(long revision, String channel) {
        return new News.TraitsChanged(
                revision, new Traits(Map.of(TraitName.CHANNEL, List.of(channel)), Map.of()), NOON);
    }

    private static News consents(long revision, Boolean... granted) {
        var decisions = new ArrayList<Consents.Decision>();
        for (var each : granted) decisions.add(new Consents.Decision("marketing", Optional.of("kakao"), each));
        return new News.ConsentsChanged(revision, new Consents(decisions));
    }

    private static Criterion atLeast(long number) {
        return new Criterion(List.of(new Comparison(Operator.GTE, BigDecimal.valueOf(number))));
    }
}
