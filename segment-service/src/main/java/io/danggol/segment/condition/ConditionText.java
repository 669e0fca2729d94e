package io.danggol.segment.condition;

import io.danggol.chassis.korean.Particle;
import io.danggol.segment.condition.Condition.Sequence;
import io.danggol.segment.condition.Condition.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A condition in plain Korean, such as "최근 7일 동안 A를 3번 이상 조회".
public final class ConditionText {
    private static final Map<TraitName, String> TRAITS = Map.ofEntries(
            Map.entry(TraitName.FIRST_SEEN_AT, "처음 본 때"),
            Map.entry(TraitName.LAST_SEEN_AT, "마지막으로 본 때"),
            Map.entry(TraitName.ORDERS, "주문 수"),
            Map.entry(TraitName.TOTAL_SPENT, "총 구매 금액"),
            Map.entry(TraitName.AVERAGE_ORDER_VALUE, "평균 주문 금액"),
            Map.entry(TraitName.CURRENCY, "통화"),
            Map.entry(TraitName.LAST_ORDER_AT, "마지막 주문"),
            Map.entry(TraitName.FAVOURITE_CATEGORIES, "관심 카테고리"),
            Map.entry(TraitName.PRICE_BAND, "가격대"),
            Map.entry(TraitName.CHANNEL, "유입 채널"),
            Map.entry(TraitName.DEVICE, "기기"),
            Map.entry(TraitName.CART, "장바구니"));
    private static final Map<String, String> FIELDS = Map.of(
            "item_id", "상품",
            "item_name", "상품명",
            "item_brand", "브랜드",
            "item_variant", "옵션",
            "item_category", "카테고리",
            "price", "가격",
            "quantity", "수량",
            "value", "금액",
            "search_term", "검색어",
            "coupon", "쿠폰");
    private static final Map<String, String> PURPOSES = Map.of(
            "analytics", "분석",
            "personalization", "맞춤 서비스",
            "marketing", "마케팅 수신",
            "night-marketing", "야간 마케팅 수신",
            "profiling", "프로파일링");
    private static final Map<String, String> CHANNELS =
            Map.of("email", "이메일", "kakao", "카카오톡", "sms", "문자", "push", "푸시");

    private ConditionText() {}

    /// The sentence, without a full stop.
    public static String of(Condition condition) {
        return switch (condition) {
            case Condition.All(var of) -> joined(of, " 그리고 ");
            case Condition.Any(var of) -> joined(of, " 또는 ");
            case Condition.Not(var of) -> "다음에 해당하지 않음: " + of(of);
            case Condition.Happened happened -> happened(happened);
            case Sequence sequence -> sequence(sequence);
            case Condition.Trait(var trait, var criterion) -> subject(TRAITS.get(trait)) + " " + words(criterion, "");
            case Condition.Rfm(var recency, var frequency, var monetary) ->
                "RFM "
                        + Stream.of(score("최근성", recency), score("빈도", frequency), score("금액", monetary))
                                .flatMap(Optional::stream)
                                .collect(Collectors.joining(", "));
            case Condition.Lifecycle(var stage) ->
                switch (stage) {
                    case NEW -> "새로 온 고객: 처음 본 지 30일 이내";
                    case ACTIVE -> "활동 고객: 최근 30일 동안 활동 있음";
                    case AT_RISK -> "이탈 위험 고객: 마지막 주문이 60일 전부터 120일 전 사이";
                    case LAPSED -> "이탈 고객: 마지막 주문이 120일보다 오래됨";
                };
            case Condition.Affinity(var category, var share) -> "‘" + category + "’ 관심도 " + words(share, "");
            case Condition.Consent(var purpose, var channel) when purpose.equals("profiling") -> "프로파일링을 거부하지 않음";
            case Condition.Consent(var purpose, var channel) ->
                channel.map(name -> CHANNELS.get(name) + " ").orElse("") + PURPOSES.get(purpose) + "에 동의";
            case Condition.InSegment(var key) -> "‘" + key + "’ 세그먼트 조건에 해당";
        };
    }

    private static String joined(List<Condition> conditions, String word) {
        return conditions.stream()
                .map(each -> each instanceof Condition.All || each instanceof Condition.Any
                        ? "(" + of(each) + ")"
                        : of(each))
                .collect(Collectors.joining(word));
    }

    private static String happened(Condition.Happened happened) {
        var deed = Deed.of(happened.event().name());
        var words = new ArrayList<String>();
        happened.within().ifPresent(within -> words.add("최근 " + length(within) + " 동안"));
        objects(happened.event()).ifPresent(words::add);
        if (happened.sum().isPresent()) {
            var sum = happened.sum().get();
            var unit = sum.of() == Condition.Summand.VALUE ? "" : "개";
            if (!happened.count().equals(Criterion.AT_LEAST_ONE)) words.add(words(happened.count(), "번"));
            words.add("합계 " + words(sum.criterion(), unit));
            words.add(deed.noun());
        } else if (happened.count().equals(Criterion.AT_LEAST_ONE)) {
            words.add(deed.past() + " 적 있음");
        } else if (happened.count().comparisons().equals(List.of(new Comparison(Operator.EQ, BigDecimal.ZERO)))) {
            words.add(deed.past() + " 적 없음");
        } else {
            words.add(words(happened.count(), "번"));
            words.add(deed.noun());
        }
        return String.join(" ", words);
    }

    private static String sequence(Sequence sequence) {
        var steps = sequence.steps();
        var words = new ArrayList<String>();
        for (var i = 0; i < steps.size(); i++) {
            var last = i == steps.size() - 1;
            var object = objects(steps.get(i).event()).map(text -> text + " ").orElse("");
            var deed = Deed.of(steps.get(i).event().name());
            words.add(
                    switch (steps.get(i)) {
                        case Step.Happens _ -> object + deed.past() + (last ? " 적 있음" : " 뒤");
                        case Step.Absent(var _, var wait) ->
                            (wait.isZero() ? "" : length(wait) + " 동안 ")
                                    + object
                                    + deed.negative()
                                    + (last ? "" : " 다음");
                    });
        }
        var limits = Stream.concat(
                        sequence.same().map(field -> "같은 " + FIELDS.getOrDefault(field.name(), field.name())).stream(),
                        sequence.within().map(within -> "첫 단계부터 " + length(within) + " 이내").stream())
                .collect(Collectors.joining(", "));
        return String.join(" ", words) + (limits.isEmpty() ? "" : " (" + limits + ")");
    }

    /// What the event concerns, with its particle: "A를", "‘구두’ 상품을", or predicates in words.
    private static String subject(String word) {
        return word + Particle.I_GA.after(word);
    }

    private static Optional<String> objects(EventPattern event) {
        if (event.where().isEmpty()) return Optional.empty();
        if (event.where().size() == 1) {
            var only = event.where().getFirst();
            var names = names(only.criterion());
            if (names.isPresent() && only.field().name().equals("item_id"))
                return names.map(name -> name + Particle.EUL_REUL.after(name));
            if (names.isPresent() && only.field().name().equals(Field.CATEGORY))
                return names.map(name -> "‘" + name + "’ 상품을");
        }
        return Optional.of(event.where().stream()
                .map(where -> subject(FIELDS.getOrDefault(
                                where.field().name(), where.field().name())) + " " + words(where.criterion(), ""))
                .collect(Collectors.joining(", ", "", "인 것을")));
    }

    private static Optional<String> names(Criterion criterion) {
        if (criterion.comparisons().size() != 1) return Optional.empty();
        var only = criterion.comparisons().getFirst();
        return switch (only.operator()) {
            case EQ -> Optional.of(value(only.operand()));
            case IN ->
                Optional.of(((List<?>) only.operand())
                        .stream().map(ConditionText::value).collect(Collectors.joining(", ")));
            case NE, GT, GTE, LT, LTE, CONTAINS, EXISTS -> Optional.empty();
        };
    }

    private static Optional<String> score(String name, Optional<Criterion> criterion) {
        return criterion.map(each -> name + " " + words(each, "점"));
    }

    private static String words(Criterion criterion, String unit) {
        return criterion.comparisons().stream()
                .map(comparison -> words(comparison, unit))
                .collect(Collectors.joining(" "));
    }

    private static String words(Comparison comparison, String unit) {
        var operand = comparison.operand();
        return switch (comparison.operator()) {
            case EQ -> value(operand) + unit;
            case NE -> value(operand) + unit + " 아님";
            case IN ->
                ((List<?>) operand).stream().map(each -> value(each) + unit).collect(Collectors.joining(", "))
                        + " 중 하나";
            case GT -> value(operand) + unit + " 초과";
            case GTE -> value(operand) + unit + " 이상";
            case LT -> value(operand) + unit + " 미만";
            case LTE -> value(operand) + unit + " 이하";
            case CONTAINS -> "‘" + operand + "’ 포함";
            case EXISTS -> (Boolean) operand ? "있음" : "없음";
        };
    }

    private static String value(Object value) {
        return value instanceof BigDecimal number
                ? new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT))
                        .format(number.setScale(4, RoundingMode.HALF_UP))
                : value.toString();
    }

    private static String length(Duration duration) {
        var parts = new ArrayList<String>();
        if (duration.toDays() > 0) parts.add(duration.toDays() + "일");
        if (duration.toHoursPart() > 0) parts.add(duration.toHoursPart() + "시간");
        if (duration.toMinutesPart() > 0) parts.add(duration.toMinutesPart() + "분");
        if (duration.toSecondsPart() > 0 || parts.isEmpty()) parts.add(duration.toSecondsPart() + "초");
        return String.join(" ", parts);
    }
}
