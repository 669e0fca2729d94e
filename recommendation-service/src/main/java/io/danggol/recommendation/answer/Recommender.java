package io.danggol.recommendation.answer;

import io.danggol.chassis.identity.Identities;
import io.danggol.recommendation.RecommendationConfig;
import io.danggol.recommendation.catalogue.Product;
import io.danggol.recommendation.history.Trail;
import io.danggol.recommendation.knowledge.Knowledge;
import io.danggol.recommendation.learning.Keys;
import io.danggol.recommendation.placement.Choice;
import io.danggol.recommendation.placement.Ladder;
import io.danggol.recommendation.placement.Placement;
import io.danggol.recommendation.placement.Situation;
import io.danggol.recommendation.strategy.Neighbours;
import io.danggol.recommendation.strategy.Sentence;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// Answers a question from what this replica knows. Waits for nothing.
@Singleton
class Recommender {
    /// Up to 50 ms is what we promise.
    private static final Duration[] BUCKETS = IntStream.of(1, 2, 5, 10, 25, 50, 100, 250, 1000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Knowledge knowledge;
    private final Identities identities;
    private final Keys keys;
    private final Clock clock;
    private final Ladder.Settings settings;
    private final Timer timer;

    Recommender(
            Knowledge knowledge,
            Identities identities,
            Keys keys,
            Clock clock,
            RecommendationConfig config,
            MeterRegistry registry) {
        this.timer = Timer.builder("danggol.recommendation.answer")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        this.knowledge = knowledge;
        this.identities = identities;
        this.keys = keys;
        this.clock = clock;
        var start = Neighbours.Settings.START;
        this.settings = new Ladder.Settings(
                new Neighbours.Settings(
                        start.sample(),
                        start.neighbours(),
                        start.positionDecay(),
                        start.ageDecay(),
                        start.distanceDecay(),
                        start.rarity(),
                        config.longestSession()),
                config.support());
    }

    /// @param customerId the customer whom a token proved
    Answer answer(Question question, Placement placement, Optional<String> customerId) {
        var browser = keys.browser(question.visitorId());
        var profile = customerId
                .map(identities::customerHash)
                .map(identities::profileOfCustomer)
                .or(() -> Optional.ofNullable(question.profileId()));
        var browsersOwn = question.visitorId() == null ? null : identities.profileOfVisitor(question.visitorId());
        var now = clock.instant();
        return timer.record(() -> knowledge.read(() -> {
            var trail = profile.map(person -> knowledge.trailOfPerson(person, browser, browsersOwn))
                    .orElseGet(() -> knowledge.trailOfBrowser(browser));
            var situation = new Situation(
                    question.itemId(),
                    question.cart(),
                    Set.copyOf(question.exclude()),
                    question.category(),
                    question.query(),
                    trail,
                    now,
                    question.limit());
            return answer(
                    placement, trail, Ladder.fill(knowledge, settings, placement.withLastRungs(), situation), now);
        }));
    }

    private Answer answer(Placement placement, Trail trail, List<Choice> choices, Instant now) {
        return new Answer(
                UUID.randomUUID(),
                placement.name(),
                choices.isEmpty() ? null : choices.getFirst().strategy(),
                !trail.isEmpty(),
                choices.stream().map(choice -> item(choice, now)).toList());
    }

    private Answer.Item item(Choice choice, Instant now) {
        var product = choice.product();
        return new Answer.Item(
                product.id(),
                product.name(),
                product.brand(),
                product.levels().isEmpty() ? null : product.levels().getFirst(),
                product.url(),
                product.imageUrl(),
                product.price(),
                product.salePrice(),
                product.currency(),
                EvidenceJson.rounded(choice.score()),
                choice.strategy(),
                new Answer.Reason(
                        Sentence.code(choice.evidence()),
                        Sentence.of(choice.evidence(), this::title, now),
                        List.of(EvidenceJson.of(choice.evidence(), this::title))));
    }

    private String title(String itemId) {
        return knowledge
                .assortment()
                .find(knowledge.items().find(itemId))
                .map(Product::title)
                .orElse(itemId);
    }
}
