package io.danggol.recommendation.placement;

import io.danggol.recommendation.catalogue.Likeness;
import io.danggol.recommendation.catalogue.Product;
import io.danggol.recommendation.history.Action;
import io.danggol.recommendation.history.Items;
import io.danggol.recommendation.history.Trail;
import io.danggol.recommendation.knowledge.Knowledge;
import io.danggol.recommendation.popularity.Popularity.Measure;
import io.danggol.recommendation.strategy.Baskets;
import io.danggol.recommendation.strategy.Candidate;
import io.danggol.recommendation.strategy.CoVisits;
import io.danggol.recommendation.strategy.Evidence;
import io.danggol.recommendation.strategy.Neighbours;
import io.danggol.recommendation.strategy.Strategy;
import io.danggol.recommendation.strategy.ViewsToOrders;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Fills one placement for one situation: pins first, then strategy by strategy until there are as many as asked.
///
/// In a category the whole ladder is tried within the category first. A product comes at most once, and of its variants
/// at most one; never one that cannot be sold, that is for adults, that is on the page already, or that the shopper
/// bought within two months.
public final class Ladder {
    private static final int CLICKS = 10;
    private static final int MEMORY = 3;
    private static final int BOOSTED = 500;
    private static final Duration BOUGHT_LATELY = Duration.ofDays(60);
    private static final Duration NEW = Duration.ofDays(30);
    private static final double UPSELL_LEAST = 1.1;
    private static final double UPSELL_MOST = 2;

    /// @param support sessions, buyers or orders that a pair of products needs before it is evidence
    public record Settings(Neighbours.Settings neighbours, int support) {
        public Settings {
            if (support < 1) throw new IllegalArgumentException("support: " + support + " (expected: >= 1)");
        }
    }

    private final Knowledge knowledge;
    private final Settings settings;
    private final Placement placement;
    private final Situation situation;
    /// The hour that has begun: within it, scores change by events alone and not from one answer to the next.
    private final long nowMillis;
    private final Predicate<Product> affordable;
    private final Set<String> families = new HashSet<>();
    private final List<Choice> choices = new ArrayList<>();

    private Ladder(Knowledge knowledge, Settings settings, Placement placement, Situation situation) {
        this.knowledge = knowledge;
        this.settings = settings;
        this.placement = placement;
        this.situation = situation;
        this.nowMillis = situation.now().truncatedTo(ChronoUnit.HOURS).toEpochMilli();
        this.affordable = affordable();
    }

    /// The choices, best first; fewer than asked only if nothing else can be sold here. To be called inside
    /// [Knowledge#read].
    public static List<Choice> fill(Knowledge knowledge, Settings settings, Placement placement, Situation situation) {
        var ladder = new Ladder(knowledge, settings, placement, situation);
        ladder.leaveOut();
        ladder.pin();
        for (var category : ladder.pageCategories()) {
            ladder.climb(product -> product.categories().contains(category), List.of(category));
        }
        ladder.climb(_ -> true, ladder.categories());
        return List.copyOf(ladder.choices);
    }

    /// The categories that the page is about: the one that was named, or on a category's page that of its product.
    private Collection<String> pageCategories() {
        if (situation.category() != null) return knowledge.assortment().categoriesCalled(situation.category());
        if (!placement.name().equals("category") || situation.item() == null) return List.of();
        return knowledge.assortment().find(knowledge.items().find(situation.item())).stream()
                .flatMap(product -> product.category().stream())
                .toList();
    }

    /// Closes the families of everything that must not come.
    private void leaveOut() {
        Stream.of(
                        Stream.ofNullable(situation.item()),
                        situation.cart().stream(),
                        situation.exclude().stream(),
                        placement.exclude().stream(),
                        boughtLately())
                .flatMap(ids -> ids)
                .forEach(id -> families.add(familyOf(id)));
    }

    private Stream<String> boughtLately() {
        var since = situation.now().minus(BOUGHT_LATELY).toEpochMilli();
        return situation.trail().clicks().stream()
                .filter(click -> click.action() == Action.PURCHASE && click.at() >= since)
                .map(click -> knowledge.id(click.item()));
    }

    private String familyOf(String id) {
        return knowledge
                .assortment()
                .find(knowledge.items().find(id))
                .map(Product::family)
                .orElse(id);
    }

    private void pin() {
        for (var id : placement.pins()) {
            var item = knowledge.items().find(id);
            if (isWanted(item, _ -> true))
                take("pinned", new Candidate(item, 1, new Evidence.Pinned(placement.name())));
        }
    }

    private boolean isFull() {
        return choices.size() >= situation.limit();
    }

    private boolean isWanted(int item, Predicate<Product> where) {
        var product = knowledge.assortment().product(item);
        return product != null
                && product.isSellable()
                && !families.contains(product.family())
                && where.test(product)
                && placement.filters().stream().allMatch(filter -> filter.admits(product))
                && affordable.test(product);
    }

    /// The placement's price band, for the page and the shopper at hand.
    private Predicate<Product> affordable() {
        var band = placement.priceBand();
        if (band == null) return _ -> true;
        return switch (band.relativeTo()) {
            case NOTHING -> product -> band.admits(product, OptionalDouble.of(1));
            case ITEM -> {
                var price = price(situation.item());
                yield product -> band.admits(product, price);
            }
            case SHOPPER -> {
                var usual = UsualPrice.of(situation.trail().clicks(), knowledge.assortment()::product);
                yield product -> band.admits(product, usual.forOneLike(product));
            }
        };
    }

    private OptionalDouble price(String id) {
        return Stream.ofNullable(id)
                .flatMap(item -> knowledge.assortment().find(knowledge.items().find(item)).stream())
                .filter(product -> product.cost() != null)
                .mapToDouble(product -> product.cost().doubleValue())
                .findFirst();
    }

    private void take(String strategy, Candidate candidate) {
        var product = knowledge.assortment().product(candidate.item());
        if (isFull() || !families.add(product.family())) return;
        choices.add(new Choice(product, candidate.score(), strategy, candidate.evidence()));
    }

    /// Lets each strategy have its turn, up to its share; then again without shares, for the places still free.
    private void climb(Predicate<Product> where, List<String> categories) {
        if (placement.perStrategy() > 0) climb(where, categories, placement.perStrategy());
        climb(where, categories, situation.limit());
    }

    private void climb(Predicate<Product> where, List<String> categories, int share) {
        for (var strategy : placement.ladder()) {
            if (isFull()) return;
            var most = choices.size() + share;
            IntPredicate wanted = item -> choices.size() < most && isWanted(item, where);
            Consumer<List<Candidate>> take =
                    candidates -> Boost.rank(candidates, placement.boosts(), knowledge.assortment()::product).stream()
                            .takeWhile(_ -> choices.size() < most)
                            .forEach(candidate -> take(strategy.key(), candidate));
            step(strategy, wanted, categories, take);
        }
    }

    private void step(Strategy strategy, IntPredicate wanted, List<String> categories, Consumer<List<Candidate>> take) {
        switch (strategy) {
            case FOR_YOU -> forYou(wanted, take);
            case SIMILAR -> similar(wanted, take);
            case ALSO_VIEWED -> anchors().forEach((item, id) -> take.accept(alsoViewed(item, id, wanted)));
            case VIEWED_THEN_BOUGHT -> anchors().forEach((item, id) -> take.accept(thenBought(item, id, wanted)));
            case BOUGHT_TOGETHER ->
                take.accept(new Baskets(knowledge.orders())
                        .with(anchors(), settings.support(), nowMillis, wanted, enough()));
            case RECENTLY_VIEWED -> take.accept(recentlyViewed(wanted));
            case TRENDING -> popular(Measure.TREND, wanted, categories, take);
            case BEST_SELLERS -> popular(Measure.SALES, wanted, categories, take);
            case NEW_ARRIVALS -> newArrivals(wanted, take);
            case UPSELL -> anchors().forEach((item, id) -> take.accept(upsell(item, id, wanted)));
            case ACCESSORIES -> anchors().forEach((item, id) -> take.accept(accessories(id, wanted)));
        }
    }

    /// More than places are left, as variants of one product fall together; with boosts as many as these may lift.
    private int enough() {
        var places = 2 * (situation.limit() - choices.size()) + 10;
        return placement.boosts().isEmpty() ? places : Math.max(places, BOOSTED);
    }

    /// The products on the page, by number, with their ids: the one looked at, then what is in the cart.
    private Map<Integer, String> anchors() {
        var anchors = new LinkedHashMap<Integer, String>();
        Stream.concat(Stream.ofNullable(situation.item()), situation.cart().stream())
                .forEach(id -> {
                    var item = knowledge.items().find(id);
                    if (item != Items.NONE) anchors.put(item, id);
                });
        return anchors;
    }

    /// The shopper's latest products, the latest first, without repeats.
    private List<Integer> latest(int limit) {
        return situation.trail().clicks().reversed().stream()
                .map(Trail.Click::item)
                .distinct()
                .limit(limit)
                .toList();
    }

    /// Where popularity is asked for first: the categories of the page, then those that the shopper looked at.
    private List<String> categories() {
        var categories = new LinkedHashSet<String>();
        Stream.concat(anchors().keySet().stream(), latest(MEMORY).stream())
                .flatMap(item -> knowledge.assortment().find(item).stream())
                .flatMap(product -> product.category().stream())
                .forEach(categories::add);
        return List.copyOf(categories);
    }

    private void forYou(IntPredicate wanted, Consumer<List<Candidate>> take) {
        var clicks = situation.trail().clicks();
        if (clicks.isEmpty()) return;
        var seen = new HashSet<>(latest(CLICKS));
        IntPredicate unseen = item -> !seen.contains(item) && wanted.test(item);
        var recent = clicks.subList(Math.max(0, clicks.size() - CLICKS), clicks.size()).stream()
                .mapToInt(Trail.Click::item)
                .toArray();
        take.accept(new Neighbours(knowledge.history(), settings.neighbours())
                .after(recent, situation.trail().sessions(), nowMillis, unseen, enough(), knowledge));
        for (var item : latest(MEMORY)) {
            if (isFull()) return;
            take.accept(alike(item, knowledge.id(item), unseen));
        }
    }

    private void similar(IntPredicate wanted, Consumer<List<Candidate>> take) {
        anchors().forEach((item, id) -> take.accept(alike(item, id, wanted)));
        if (situation.query() == null) return;
        take.accept(knowledge.likeness().search(situation.query(), wanted, enough()).stream()
                .map(match -> new Candidate(
                        match.item(), match.score(), new Evidence.Matches(situation.query(), match.words())))
                .toList());
    }

    private List<Candidate> alike(int item, String id, IntPredicate wanted) {
        return knowledge.likeness().to(item, wanted, enough()).stream()
                .map(match -> new Candidate(
                        match.item(),
                        match.score(),
                        new Evidence.Alike(id, match.category(), match.brand(), match.words(), match.priceRatio())))
                .toList();
    }

    private List<Candidate> alsoViewed(int item, String id, IntPredicate wanted) {
        return new CoVisits(knowledge.history(), settings.neighbours().longest())
                .with(item, id, situation.trail().sessions(), settings.support(), nowMillis, wanted, enough());
    }

    private List<Candidate> thenBought(int item, String id, IntPredicate wanted) {
        return new ViewsToOrders(knowledge.history(), settings.neighbours().longest())
                .after(item, id, situation.trail().sessions(), settings.support(), nowMillis, wanted, enough());
    }

    private List<Candidate> recentlyViewed(IntPredicate wanted) {
        var times = new LinkedHashMap<Integer, List<Trail.Click>>();
        for (var click : situation.trail().clicks().reversed()) {
            times.computeIfAbsent(click.item(), _ -> new ArrayList<>()).add(click);
        }
        return times.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .map(entry -> {
                    var last = entry.getValue().getFirst().at();
                    var hours = Math.max(0, nowMillis - last) / 3_600_000.0;
                    return new Candidate(
                            entry.getKey(),
                            1 / (1 + hours),
                            new Evidence.Viewed(
                                    Instant.ofEpochMilli(last), entry.getValue().size()));
                })
                .toList();
    }

    private void popular(
            Measure measure, IntPredicate wanted, List<String> categories, Consumer<List<Candidate>> take) {
        for (var category : categories) {
            if (isFull()) return;
            take.accept(ranked(measure, category, knowledge.popularity().top(measure, category), wanted));
        }
        if (!isFull()) take.accept(ranked(measure, null, knowledge.popularity().top(measure), wanted));
    }

    private List<Candidate> ranked(Measure measure, String category, int[] top, IntPredicate wanted) {
        var candidates = new ArrayList<Candidate>();
        for (var place = 0; place < top.length && candidates.size() < enough(); place++) {
            if (!wanted.test(top[place])) continue;
            var sum = knowledge.popularity().sum(measure, top[place], nowMillis);
            candidates.add(new Candidate(
                    top[place],
                    sum,
                    switch (measure) {
                        case TREND -> new Evidence.Trending(category, place + 1, sum);
                        case SALES -> new Evidence.BestSeller(category, place + 1, sum);
                    }));
        }
        return candidates;
    }

    private void newArrivals(IntPredicate wanted, Consumer<List<Candidate>> take) {
        var newest = knowledge.assortment().sellable().iterator();
        while (newest.hasNext() && !isFull()) {
            var candidates = new ArrayList<Candidate>();
            for (var most = enough(); newest.hasNext() && candidates.size() < most; ) {
                var product = newest.next();
                var item = knowledge.items().find(product.id());
                if (wanted.test(item)) candidates.add(arrived(item, product));
            }
            take.accept(candidates);
        }
    }

    private Candidate arrived(int item, Product product) {
        var age = Duration.between(product.since(), situation.now());
        return new Candidate(
                item,
                1 / (1 + Math.max(0, age.toHours()) / 24.0),
                age.compareTo(NEW) <= 0
                        ? new Evidence.Arrived(product.since())
                        : new Evidence.Available(product.stock()));
    }

    private List<Candidate> upsell(int item, String id, IntPredicate wanted) {
        var product = knowledge.assortment().product(item);
        if (product == null || product.category().isEmpty()) return List.of();
        var category = product.category().get();
        return found(knowledge.assortment().inCategory(category), wanted)
                .flatMap(other -> {
                    var ratio =
                            Likeness.priceRatio(product, knowledge.assortment().product(other));
                    if (!(ratio >= UPSELL_LEAST && ratio <= UPSELL_MOST)) return Stream.empty();
                    return Stream.of(new Candidate(other, 1 / ratio, new Evidence.Dearer(id, category, ratio)));
                })
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .limit(enough())
                .toList();
    }

    private List<Candidate> accessories(String id, IntPredicate wanted) {
        return found(knowledge.assortment().accessoriesOf(id), wanted)
                .map(item -> new Candidate(
                        item, knowledge.popularity().sum(Measure.SALES, item, nowMillis), new Evidence.GoesWith(id)))
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .limit(enough())
                .toList();
    }

    private static Stream<Integer> found(Collection<Integer> items, IntPredicate wanted) {
        return items.stream().filter(wanted::test);
    }
}
