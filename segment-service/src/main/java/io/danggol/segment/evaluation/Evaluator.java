package io.danggol.segment.evaluation;

import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.Criterion;
import io.danggol.segment.history.Amount;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Facts;
import io.danggol.segment.history.Item;
import io.danggol.segment.history.Order;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Works out when conditions hold for one profile.
///
/// What is known to have happened counts even if it is a little later than `now`, which may be a clock that
/// trails; only what time alone decides (a window slid, a wait is over) waits for that clock.
public final class Evaluator {
    private static final int BEST = 5;

    private final Facts facts;
    private final Instant now;
    private final World world;
    private final List<Order> orders;
    private final Map<String, Timeline> segments = new HashMap<>();

    /// For the profile with these `facts`; see [Evaluation#of].
    public Evaluator(Facts facts, Instant now, World world) {
        this.facts = facts;
        this.now = now;
        this.world = world;
        this.orders = facts.behaviour().orders(world.everyOrder());
    }

    /// Whether the profile meets `condition`. Segments that several conditions refer to are worked out once.
    public Evaluation evaluate(Condition condition) {
        var objected = facts.consents().objected();
        return Evaluation.of(objected ? Timeline.NEVER : timeline(condition), objected, now);
    }

    Timeline timeline(Condition condition) {
        return switch (condition) {
            case Condition.All(var of) -> of.stream().map(this::timeline).reduce(Timeline.ALWAYS, Timeline::and);
            case Condition.Any(var of) -> of.stream().map(this::timeline).reduce(Timeline.NEVER, Timeline::or);
            case Condition.Not(var of) -> timeline(of).not();
            case Condition.Happened happened -> happened(happened);
            case Condition.Sequence sequence -> Sequences.timeline(sequence, facts.behaviour(), now);
            case Condition.Trait(var trait, var criterion) ->
                Timeline.constant(criterion.holds(facts.traits().of(trait)));
            case Condition.Rfm rfm -> rfm(rfm);
            case Condition.Lifecycle(var stage) -> lifecycle(stage);
            case Condition.Affinity(var category, var share) ->
                Timeline.constant(share.holds(facts.traits().share(category)));
            case Condition.Consent(var purpose, var channel) ->
                Timeline.constant(facts.consents().granted(purpose, channel));
            case Condition.InSegment(var key) -> segment(key);
        };
    }

    private Timeline segment(String key) {
        var known = segments.get(key);
        if (known != null) return known;
        var condition = world.segments().get(key);
        var timeline = condition == null ? Timeline.NEVER : timeline(condition);
        segments.put(key, timeline);
        return timeline;
    }

    private Timeline happened(Condition.Happened happened) {
        var summing = happened.sum().isPresent();
        var events = matching(happened);
        var within = happened.within();
        var sum = BigDecimal.ZERO;
        var entered = 0;
        var left = 0;
        var builder = new Timeline.Builder(holds(happened, 0, sum));
        while (entered < events.size() || within.isPresent() && left < events.size()) {
            var entering = entered < events.size() ? seen(events.get(entered).at()) : null;
            var leaving = within.isPresent() ? events.get(left).at().plus(within.get()) : null;
            if (entering != null && (leaving == null || !entering.isAfter(leaving))) {
                var event = events.get(entered++);
                if (summing) sum = sum.add(weight(happened, event));
                builder.from(new Edge(entering, event, false), holds(happened, entered - left, sum));
            } else {
                var event = events.get(left++);
                if (summing) sum = sum.subtract(weight(happened, event));
                builder.from(new Edge(leaving, event, true), holds(happened, entered - left, sum));
            }
        }
        return builder.build();
    }

    private static boolean holds(Condition.Happened happened, int count, BigDecimal sum) {
        return happened.count().holds(BigDecimal.valueOf(count))
                && (happened.sum().isEmpty() || happened.sum().get().criterion().holds(sum));
    }

    /// The events that the condition counts, whenever they were.
    List<Event> matching(Condition.Happened happened) {
        var named = facts.behaviour().named(happened.event().name());
        if (happened.event().where().isEmpty()) return named;
        return named.stream()
                .filter(event -> Fields.matches(happened.event(), event))
                .toList();
    }

    /// The orders that RFM and lifecycle count.
    List<Order> orders() {
        return orders;
    }

    private static BigDecimal weight(Condition.Happened happened, Event event) {
        var pattern = happened.event();
        return switch (happened.sum().orElseThrow().of()) {
            case VALUE ->
                pattern.asksAboutItems()
                        ? Fields.matchingItems(pattern, event).stream()
                                .filter(item -> item.total() != null)
                                .map(item -> Amount.decimal(item.total()))
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                        : Amount.decimal(event.worth());
            case QUANTITY ->
                Fields.matchingItems(pattern, event).stream()
                        .map(Item::pieces)
                        .map(Amount::decimal)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        };
    }

    private Timeline lifecycle(Condition.Stage stage) {
        var bought = orders.stream().map(Order::purchase).toList();
        return switch (stage) {
            case NEW -> any(facts.behaviour().all().stream().limit(1).toList(), Optional.of(Condition.Stage.FRESH));
            case ACTIVE -> any(facts.behaviour().all(), Optional.of(Condition.Stage.FRESH));
            case AT_RISK ->
                any(bought, Optional.of(Condition.Stage.LAPSE))
                        .and(any(bought, Optional.of(Condition.Stage.RISK)).not());
            case LAPSED ->
                any(bought, Optional.empty())
                        .and(any(bought, Optional.of(Condition.Stage.LAPSE)).not());
        };
    }

    /// When at least one of the events is in the window.
    private Timeline any(List<Event> events, Optional<Duration> within) {
        return Timeline.union(events.stream()
                .map(event -> new Timeline.Span(
                        new Edge(seen(event.at()), event, false),
                        within.map(length -> new Edge(event.at().plus(length), event, true))
                                .orElse(null)))
                .toList());
    }

    private Timeline rfm(Condition.Rfm rfm) {
        if (world.thresholds().isEmpty() || orders.isEmpty()) return Timeline.NEVER;
        var thresholds = world.thresholds().get();
        var builder = new Timeline.Builder(false);
        var net = 0L;
        for (var i = 0; i < orders.size(); i++) {
            var order = orders.get(i);
            net = Amount.plus(net, order.net());
            var rest = score(rfm.frequency(), thresholds.frequencyScore(i + 1L))
                    && score(rfm.monetary(), thresholds.monetaryScore(net));
            var until = i + 1 < orders.size() ? seen(orders.get(i + 1).at()) : null;
            builder.from(new Edge(seen(order.at()), order.purchase(), false), rest && score(rfm.recency(), BEST));
            for (var cut = 0; cut < BEST - 1; cut++) {
                var at = order.at().plus(thresholds.recency().get(cut));
                if (until != null && !at.isBefore(until)) break;
                builder.from(new Edge(at, order.purchase(), true), rest && score(rfm.recency(), BEST - 1 - cut));
            }
        }
        return builder.build();
    }

    private static boolean score(Optional<Criterion> criterion, int score) {
        return criterion.isEmpty() || criterion.get().holds(BigDecimal.valueOf(score));
    }

    private Instant seen(Instant at) {
        return at.isAfter(now) ? now : at;
    }
}
