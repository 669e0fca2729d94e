package io.danggol.recommendation.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.recommendation.catalogue.Product;
import io.danggol.recommendation.history.Action;
import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Orders;
import io.danggol.recommendation.history.Touch;
import io.danggol.recommendation.history.Trail;
import io.danggol.recommendation.knowledge.Knowledge;
import io.danggol.recommendation.strategy.Evidence;
import io.danggol.recommendation.strategy.Neighbours;
import io.danggol.recommendation.strategy.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LadderTest {
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");
    private static final Ladder.Settings SETTINGS = new Ladder.Settings(Neighbours.Settings.START, 2);
    private static final UUID SHOPPER = new UUID(9, 9);

    private final Knowledge knowledge = new Knowledge(
            10_000,
            new History.Bounds(10_000, Duration.ofDays(90), 1_000),
            new Orders.Bounds(10_000, Duration.ofDays(90), 1_000),
            10_000);
    private long numbers;

    private static Product product(String id, String name, String category, long price, Long stock) {
        return new Product(
                id,
                name,
                "단골",
                List.of("신발", category),
                BigDecimal.valueOf(price),
                null,
                "KRW",
                stock,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                false,
                NOON.minus(Duration.ofDays(60)));
    }

    private void put(Product product) {
        knowledge.assortment().put(product, ++numbers);
        knowledge.popularity().place(knowledge.items().find(product.id()), product.categories(), List.of());
    }

    private void put(String... ids) {
        for (var id : ids) put(product(id, "상품 " + id, "구두", 10_000, 5L));
    }

    private Touch touch(UUID person, long visit, Duration ago, Action action, String... ids) {
        return new Touch(++numbers, person, 0, visit, NOON.minus(ago), action, List.of(ids));
    }

    private void look(UUID person, long visit, String... ids) {
        for (var id : ids) {
            knowledge.history().add(touch(person, visit, Duration.ofMinutes(10 + numbers), Action.VIEW, id));
        }
    }

    private Situation situation(String item, List<String> cart, Trail trail, int limit) {
        return new Situation(item, cart, Set.of(), null, null, trail, NOON, limit);
    }

    private List<Choice> fill(Situation situation, Strategy... ladder) {
        var placement = placement(List.of(), null, ladder);
        return Ladder.fill(knowledge, SETTINGS, placement, situation);
    }

    private static Placement placement(List<Boost> boosts, PriceBand band, Strategy... ladder) {
        return new Placement("test", List.of(ladder), List.of(), boosts, List.of(), List.of(), 0, band);
    }

    private Trail trail() {
        return knowledge.history().trailOf(SHOPPER, 0, null);
    }

    private static List<String> ids(List<Choice> choices) {
        return choices.stream().map(choice -> choice.product().id()).toList();
    }

    /// The evidence, taken away, takes the recommendation with it: nothing else was behind it.
    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"FOR_YOU", "ALSO_VIEWED", "VIEWED_THEN_BOUGHT", "BOUGHT_TOGETHER"})
    void withoutItsEvidenceARecommendationFalls(Strategy strategy) {
        put("anchor", "friend");
        // Nothing in common that the catalogue could tell.
        knowledge.assortment().put(product("friend", "전혀 다른 것", "가방", 1_000_000, 5L), ++numbers);
        knowledge
                .assortment()
                .put(
                        new Product(
                                "friend",
                                "벨트",
                                "다른집",
                                List.of("소품"),
                                null,
                                null,
                                "KRW",
                                5L,
                                null,
                                null,
                                null,
                                Map.of(),
                                List.of(),
                                false,
                                NOON),
                        ++numbers);
        var witnesses = Set.of(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3));
        for (var witness : witnesses) {
            look(witness, witness.getLeastSignificantBits(), "anchor", "friend");
            knowledge
                    .history()
                    .add(touch(
                            witness,
                            witness.getLeastSignificantBits(),
                            Duration.ofMinutes(1),
                            Action.PURCHASE,
                            "friend"));
            knowledge.orders().place(++numbers, witness, NOON, List.of("anchor", "friend"), true, true);
        }
        look(SHOPPER, 99, "anchor");
        var asked = strategy == Strategy.FOR_YOU
                ? situation(null, List.of(), trail(), 5)
                : situation("anchor", List.of(), Trail.EMPTY, 5);

        var before = fill(asked, strategy);
        assertThat(ids(before)).containsExactly("friend");
        switch (before.getFirst().evidence()) {
            case Evidence.LikeMinded near -> assertThat(near).isEqualTo(new Evidence.LikeMinded("anchor", 3));
            case Evidence.ViewedTogether pair -> {
                assertThat(pair.item()).isEqualTo("anchor");
                // The shopper's own session is no evidence for others, nor does it hold the friend.
                assertThat(pair.sessions()).isEqualTo(3);
            }
            case Evidence.BoughtAfterViewing pair ->
                assertThat(pair).isEqualTo(new Evidence.BoughtAfterViewing("anchor", 3));
            case Evidence.BoughtTogether pair ->
                assertThat(pair).isEqualTo(new Evidence.BoughtTogether("anchor", 3, 1));
            default -> throw new AssertionError(before.getFirst().evidence());
        }

        knowledge.history().erase(witnesses, Set.of(), NOON);
        knowledge.orders().erase(witnesses, NOON);

        assertThat(fill(asked, strategy)).isEmpty();
    }

    @Test
    void oneWitnessLessIsToldInTheReason() {
        put("anchor", "friend");
        for (var witness = 1; witness <= 4; witness++) look(new UUID(1, witness), witness, "anchor", "friend");
        var asked = situation("anchor", List.of(), Trail.EMPTY, 5);
        assertThat(fill(asked, Strategy.ALSO_VIEWED).getFirst().evidence())
                .isEqualTo(new Evidence.ViewedTogether("anchor", 4));

        knowledge.history().erase(Set.of(new UUID(1, 2)), Set.of(), NOON);

        assertThat(fill(asked, Strategy.ALSO_VIEWED).getFirst().evidence())
                .isEqualTo(new Evidence.ViewedTogether("anchor", 3));
    }

    @Test
    void ranksAreThoseOfTheWholeCategory() {
        put("first", "second", "third");
        for (var sale = 0; sale < 3; sale++) {
            count("first", Action.PURCHASE);
            if (sale < 2) count("second", Action.PURCHASE);
            if (sale < 1) count("third", Action.PURCHASE);
        }
        knowledge.assortment().put(product("second", "상품 second", "구두", 10_000, 0L), ++numbers);

        var choices = fill(situation(null, List.of(), Trail.EMPTY, 5), Strategy.BEST_SELLERS);

        assertThat(ids(choices)).containsExactly("first", "third");
        assertThat(((Evidence.BestSeller) choices.getLast().evidence()).rank()).isEqualTo(3);
    }

    private void count(String id, Action action) {
        var item = knowledge.items().find(id);
        knowledge
                .popularity()
                .count(item, knowledge.assortment().product(item).categories(), action, NOON.toEpochMilli());
    }

    @Test
    void noPlacementIsShorterThanAskedWhileTheShopHasProducts() {
        for (var round = 0; round < 300; round++) {
            var seed = System.nanoTime();
            var random = new Random(seed);
            var world = new LadderTest();
            var sellable = new HashSet<String>();
            for (var number = 0; number < 60; number++) {
                var id = "p" + number;
                var stock = random.nextInt(3) == 0 ? 0L : null;
                world.put(product(id, "상품 " + random.nextInt(9), "c" + random.nextInt(4), 1_000, stock));
                if (stock == null) sellable.add(id);
            }
            for (var click = 0; click < 100; click++) {
                var person = random.nextInt(5) == 0 ? SHOPPER : new UUID(1, random.nextInt(10));
                world.look(person, person.getLeastSignificantBits(), "p" + random.nextInt(60));
                world.count("p" + random.nextInt(60), Action.values()[random.nextInt(4)]);
            }
            var item = random.nextBoolean() ? "p" + random.nextInt(60) : null;
            var trail = random.nextBoolean() ? world.trail() : Trail.EMPTY;
            var limit = 1 + random.nextInt(30);
            var expected = new HashSet<>(sellable);
            expected.remove(item);
            for (var placement : Placement.standard().values()) {
                var choices =
                        Ladder.fill(world.knowledge, SETTINGS, placement, situation(item, List.of(), trail, limit));

                assertThat(ids(choices))
                        .as("seed %d", seed)
                        .doesNotHaveDuplicates()
                        .isSubsetOf(expected);
                if (!placement.name().equals("recently_viewed"))
                    assertThat(choices)
                            .as("seed %d, %s", seed, placement.name())
                            .hasSize(Math.min(limit, expected.size()));
            }
        }
    }

    @Test
    void ofVariantsOneComesAndAdultProductsNever() {
        put("main");
        put(with(product("red", "구두 빨강", "구두", 1_000, 1L), "main", false));
        put(with(product("wine", "와인", "구두", 1_000, 1L), null, true));
        put("other");

        var choices = fill(situation(null, List.of(), Trail.EMPTY, 9), Strategy.NEW_ARRIVALS);

        assertThat(ids(choices)).hasSize(2).contains("other").doesNotContain("wine");
        assertThat(fill(situation("red", List.of(), Trail.EMPTY, 9), Strategy.NEW_ARRIVALS))
                .extracting(choice -> choice.product().id())
                .containsExactly("other");
    }

    private static Product with(Product product, String variantOf, boolean adult) {
        return new Product(
                product.id(),
                product.name(),
                product.brand(),
                product.levels(),
                product.price(),
                product.salePrice(),
                product.currency(),
                product.stock(),
                product.url(),
                product.imageUrl(),
                variantOf,
                product.attributes(),
                product.accessoriesOf(),
                adult,
                product.since());
    }

    @Test
    void whatWasBoughtLatelyDoesNotComeAgain() {
        put("bought", "other");
        knowledge.history().add(touch(SHOPPER, 1, Duration.ofDays(3), Action.PURCHASE, "bought"));

        assertThat(ids(fill(situation(null, List.of(), trail(), 9), Strategy.NEW_ARRIVALS)))
                .containsExactly("other");
        assertThat(ids(fill(situation(null, List.of(), Trail.EMPTY, 9), Strategy.NEW_ARRIVALS)))
                .contains("bought");
    }

    @Test
    void aWithheldTrailMakesTheAnswerThatEverybodyGets() {
        put("a", "b", "c", "d");
        for (var witness = 1; witness <= 4; witness++) look(new UUID(1, witness), witness, "a", "b", "c");
        look(SHOPPER, 77, "a", "b");
        var nobody = Ladder.fill(
                knowledge, SETTINGS, Placement.standard().get("home"), situation(null, List.of(), Trail.EMPTY, 4));

        assertThat(nobody).extracting(Choice::strategy).doesNotContain("for_you", "recently_viewed");
    }

    @Test
    void pinsComeFirstAndFiltersAndExclusionsAlwaysHold() {
        put("a", "b", "c");
        put(product("dear", "비싼 구두", "구두", 90_000, 1L));
        put(product("gone", "품절", "구두", 1_000, 0L));
        var placement = new Placement(
                "test",
                List.of(Strategy.NEW_ARRIVALS),
                List.of(new Filter.Cost(null, BigDecimal.valueOf(50_000))),
                List.of(),
                List.of("gone", "c"),
                List.of("b"),
                0,
                null);

        var choices = Ladder.fill(knowledge, SETTINGS, placement, situation(null, List.of(), Trail.EMPTY, 9));

        assertThat(ids(choices)).containsExactly("c", "a");
        assertThat(choices.getFirst().strategy()).isEqualTo("pinned");
    }

    @Test
    void aBoostLiftsWhatItsFilterAdmitsWithinItsStrategyOnly() {
        put("anchor", "often", "seldom", "other");
        for (var witness = 1; witness <= 6; witness++) {
            look(new UUID(1, witness), witness, "anchor", "often");
            if (witness <= 4) look(new UUID(1, witness), witness, "seldom");
        }
        var boosts = List.of(
                new Boost(new Filter.In(Filter.Field.ITEM_ID, Set.of("seldom")), 10),
                new Boost(new Filter.In(Filter.Field.ITEM_ID, Set.of("other")), 100));
        var asked = situation("anchor", List.of(), Trail.EMPTY, 3);
        Strategy[] ladder = {Strategy.ALSO_VIEWED, Strategy.SIMILAR};

        var plain = Ladder.fill(knowledge, SETTINGS, placement(List.of(), null, ladder), asked);
        var boosted = Ladder.fill(knowledge, SETTINGS, placement(boosts, null, ladder), asked);

        assertThat(ids(plain)).containsExactly("often", "seldom", "other");
        assertThat(ids(boosted)).containsExactly("seldom", "often", "other");
        assertThat(boosted.getFirst().score()).isEqualTo(10 * plain.get(1).score());
    }

    @Test
    void aBoostReachesFarDownAList() {
        for (var item = 0; item < 200; item++) put("p" + item);
        var boost = new Boost(new Filter.In(Filter.Field.ITEM_ID, Set.of("p199")), 2);

        var choices = Ladder.fill(
                knowledge,
                SETTINGS,
                placement(List.of(boost), null, Strategy.NEW_ARRIVALS),
                situation(null, List.of(), Trail.EMPTY, 3));

        assertThat(ids(choices)).containsExactly("p199", "p0", "p1");
    }

    @Test
    void aPriceBandHoldsForAmountsForTheProductOfThePageAndForWhatTheShopperUsuallyPays() {
        put(product("cheap", "싼 것", "구두", 10_000, 1L));
        put(product("page", "보던 것", "구두", 40_000, 1L));
        put(product("near", "비슷한 값", "구두", 50_000, 1L));
        put(product("dear", "비싼 것", "구두", 200_000, 1L));
        knowledge.history().add(touch(SHOPPER, 1, Duration.ofMinutes(1), Action.VIEW, "cheap"));
        var amounts = new PriceBand(PriceBand.Reference.NOTHING, 10_000, 40_000);
        var item = new PriceBand(PriceBand.Reference.ITEM, 0.5, 2);
        var shopper = new PriceBand(PriceBand.Reference.SHOPPER, 0.5, 2);

        assertThat(idsWithin(amounts, null, Trail.EMPTY)).containsExactlyInAnyOrder("cheap", "page");
        assertThat(idsWithin(item, "page", Trail.EMPTY)).containsExactly("near");
        assertThat(idsWithin(item, null, Trail.EMPTY)).hasSize(4);
        assertThat(idsWithin(shopper, null, trail())).containsExactly("cheap");
        assertThat(idsWithin(shopper, null, Trail.EMPTY)).hasSize(4);
    }

    private List<String> idsWithin(PriceBand band, String item, Trail trail) {
        return ids(Ladder.fill(
                knowledge,
                SETTINGS,
                placement(List.of(), band, Strategy.NEW_ARRIVALS),
                situation(item, List.of(), trail, 9)));
    }

    @Test
    void aShareLeavesRoomForTheNextStrategy() {
        put("anchor", "a", "b", "c", "d", "e");
        for (var witness = 1; witness <= 4; witness++) {
            look(new UUID(1, witness), witness, "anchor", "a", "b", "c", "d", "e");
        }
        var placement = new Placement(
                "test",
                List.of(Strategy.ALSO_VIEWED, Strategy.SIMILAR),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                2,
                null);

        var choices = Ladder.fill(knowledge, SETTINGS, placement, situation("anchor", List.of(), Trail.EMPTY, 5));

        var byStrategy = new HashMap<String, Integer>();
        choices.forEach(choice -> byStrategy.merge(choice.strategy(), 1, Integer::sum));
        assertThat(byStrategy).isEqualTo(Map.of("also_viewed", 3, "similar", 2));
    }

    @Test
    void theLadderOfASoldOutProductGoesFromSubstituteToDearerToAccessoryToPopular() {
        put(product("gone", "가죽 구두", "구두", 50_000, 0L));
        put(product("like", "가죽 구두 브라운", "구두", 50_000, 1L));
        put(new Product(
                "cream",
                "크림",
                "손질",
                List.of("소품"),
                null,
                null,
                "KRW",
                1L,
                null,
                null,
                null,
                Map.of(),
                List.of("gone"),
                false,
                NOON));
        put(new Product(
                "hit",
                "인기",
                "인기",
                List.of("기타"),
                null,
                null,
                "KRW",
                1L,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                false,
                NOON));
        count("hit", Action.VIEW);

        var choices = Ladder.fill(
                knowledge,
                SETTINGS,
                Placement.standard().get("out_of_stock"),
                situation("gone", List.of(), Trail.EMPTY, 3));

        assertThat(choices).extracting(Choice::strategy).containsExactly("similar", "accessories", "trending");
        assertThat(ids(choices)).containsExactly("like", "cream", "hit");
    }
}
