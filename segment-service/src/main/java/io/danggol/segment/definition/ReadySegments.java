package io.danggol.segment.definition;

import io.danggol.segment.condition.Comparison;
import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.Condition.Stage;
import io.danggol.segment.condition.Condition.Step;
import io.danggol.segment.condition.Criterion;
import io.danggol.segment.condition.EventPattern;
import io.danggol.segment.condition.Field;
import io.danggol.segment.condition.Operator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The segments that every shop has from the first day (API.md, section 4).
final class ReadySegments {
    /// Stands for a category in the one that there is for each loved category.
    static final String CATEGORY = "<category>";

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration MONTH = Duration.ofDays(30);

    private ReadySegments() {}

    /// Those that are drawn up, active, on the first start.
    static List<Draft> all() {
        return List.of(
                ready("new", "신규 고객", "처음 본 지 30일 이내인 고객", new Condition.Lifecycle(Stage.NEW)),
                ready("active", "활동 고객", "최근 30일 동안 활동이 있는 고객", new Condition.Lifecycle(Stage.ACTIVE)),
                ready("at-risk", "이탈 위험 고객", "마지막 주문이 60일에서 120일 전인 고객", new Condition.Lifecycle(Stage.AT_RISK)),
                ready("lapsed", "이탈 고객", "마지막 주문이 120일보다 오래된 고객", new Condition.Lifecycle(Stage.LAPSED)),
                ready(
                        "vip",
                        "VIP",
                        "RFM 점수가 모두 4점 이상인 고객",
                        new Condition.Rfm(atLeast("4"), atLeast("4"), atLeast("4"))),
                ready("loyal", "단골 고객", "1년에 3번 이상 주문한 고객", happened("purchase", Operator.GTE, 3, Optional.of(YEAR))),
                ready("cart-abandoners", "장바구니 이탈", "장바구니에 담고 1시간 동안 사지 않은 고객", cartAbandoners()),
                ready("browse-abandoners", "조회 이탈", "7일 동안 한 상품을 3번 이상 보고 사지 않은 고객", browseAbandoners()),
                ready(
                        "first-time-buyers",
                        "첫 구매 고객",
                        "최근 30일 이내에 처음이자 한 번만 주문한 고객",
                        new Condition.All(List.of(
                                happened("purchase", Operator.EQ, 1, Optional.empty()),
                                happened("purchase", Operator.GTE, 1, Optional.of(MONTH))))),
                ready(
                        "repeat-buyers",
                        "재구매 고객",
                        "2번 이상 주문한 고객",
                        happened("purchase", Operator.GTE, 2, Optional.empty())),
                ready(
                        "signed-up-no-order",
                        "가입 후 미구매",
                        "가입했지만 주문한 적 없는 고객",
                        new Condition.All(List.of(
                                happened("sign_up", Operator.GTE, 1, Optional.empty()),
                                happened("purchase", Operator.EQ, 0, Optional.empty())))));
    }

    /// The one for people who love `category`; its key holds the category with everything but letters and digits as
    /// `-`.
    static Draft lovers(String category) {
        var cut = category.length() > 60 ? category.substring(0, 60) : category;
        return ready(
                "category-lover-" + cut.replaceAll("[^\\p{L}\\p{M}\\p{N}_-]+", "-"),
                "‘" + category + "’ 애호 고객",
                "관심의 절반 이상이 ‘" + category + "’ 카테고리에 있는 고객",
                new Condition.Affinity(category, atLeast("0.5").orElseThrow()));
    }

    private static Condition cartAbandoners() {
        return new Condition.Sequence(
                List.of(
                        new Step.Happens(new EventPattern("add_to_cart", List.of())),
                        new Step.Absent(new EventPattern("purchase", List.of()), Duration.ofHours(1))),
                Field.named("item_id"),
                Optional.of(Duration.ofDays(3)));
    }

    /// Three views of one product with no purchase of it from the first of them on.
    private static Condition browseAbandoners() {
        var view = new Step.Happens(new EventPattern("view_item", List.of()));
        return new Condition.Sequence(
                List.of(view, new Step.Absent(new EventPattern("purchase", List.of()), Duration.ZERO), view, view),
                Field.named("item_id"),
                Optional.of(Duration.ofDays(7)));
    }

    private static Condition happened(String event, Operator operator, long times, Optional<Duration> within) {
        return new Condition.Happened(
                new EventPattern(event, List.of()),
                new Criterion(List.of(new Comparison(operator, BigDecimal.valueOf(times)))),
                Optional.empty(),
                within);
    }

    private static Optional<Criterion> atLeast(String number) {
        return Optional.of(new Criterion(List.of(new Comparison(Operator.GTE, new BigDecimal(number)))));
    }

    private static Draft ready(String key, String name, String description, Condition condition) {
        return new Draft(key, name, description, condition, Definition.State.ACTIVE);
    }
}
