package io.danggol.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a Prometheus query asks for: a metric's series whose labels are as they should be. Reads the queries of this
/// chart, not every query there is.
///
/// @param matchers in their order; what the chart fills in (`$tracking`) is none
/// @param kept the labels by which the query groups them (`by`), sorted
public record Series(String metric, List<Matcher> matchers, List<String> kept) {
    private static final Pattern SERIES = Pattern.compile("([a-z_:][a-z0-9_:]*)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(=~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)\\s*\\(");
    private static final Pattern LABELS = Pattern.compile("\\b(by|ignoring|on) \\([^)]*\\)");
    private static final Pattern BARE = Pattern.compile("\\bup\\b|\\b[a-z]+[_:][a-z0-9_:]+\\b");

    /// @param operator `=`, `!=` or `=~`
    public record Matcher(String label, String operator, String value) {
        /// Whether a label of this value is asked for; one that is missing counts as empty.
        public boolean accepts(String given) {
            return switch (operator) {
                case "=" -> given.equals(value);
                case "!=" -> !given.equals(value);
                case "=~" -> given.matches(value);
                default -> throw new IllegalStateException("operator: " + operator);
            };
        }

        private List<Matcher> alternatives() {
            if (!operator.equals("=~") || value.contains("(")) return List.of(this);
            return Pattern.compile("|", Pattern.LITERAL)
                    .splitAsStream(value)
                    .map(each -> new Matcher(label, operator, each))
                    .toList();
        }
    }

    /// All that a query asks for, in its order.
    ///
    /// @throws IllegalArgumentException if it names a metric without braces, and so anybody's
    public static List<Series> of(String query) {
        var rest = LABELS.matcher(SERIES.matcher(query).replaceAll("")).replaceAll("");
        var bare = BARE.matcher(rest).results().map(each -> each.group()).filter(each -> !isWord(each));
        bare.findFirst().ifPresent(each -> {
            throw new IllegalArgumentException(each + ": no braces after it in " + query);
        });
        return SERIES.matcher(query)
                .results()
                .map(each -> new Series(each.group(1), matchers(each.group(2)), kept(query, each.start())))
                .toList();
    }

    /// Words of the language, not names.
    private static boolean isWord(String name) {
        return name.equals("group_left") || name.equals("histogram_quantile") || name.endsWith("_over_time");
    }

    private static List<Matcher> matchers(String braced) {
        return MATCHER.matcher(braced)
                .results()
                .map(each -> new Matcher(each.group(1), each.group(2), each.group(3)))
                .toList();
    }

    private static List<String> kept(String query, int at) {
        var labels = new TreeSet<String>();
        GROUPING.matcher(query)
                .results()
                .filter(each -> each.end() <= at && at < close(query, each.end()))
                .forEach(each -> labels.addAll(List.of(each.group(1).split(", *", -1))));
        return List.copyOf(labels);
    }

    /// Where the bracket is closed that was opened just before `from`.
    private static int close(String query, int from) {
        var at = from;
        for (var open = 1; open > 0; at++) {
            if (query.charAt(at) == '(') open++;
            if (query.charAt(at) == ')') open--;
        }
        return at;
    }

    /// Whether it asks for a series with these labels.
    public boolean accepts(Map<String, String> labels) {
        return matchers.stream().allMatch(each -> each.accepts(labels.getOrDefault(each.label(), "")));
    }

    /// The same, whatever these matchers say.
    public Series without(Predicate<Matcher> those) {
        return new Series(metric, matchers.stream().filter(Predicate.not(those)).toList(), kept);
    }

    /// One for each way to take one of the alternatives of each pattern: `a|b` asks for two things.
    public List<Series> alternatives() {
        var ways = List.of(List.<Matcher>of());
        for (var matcher : matchers) {
            ways = ways.stream()
                    .flatMap(way -> matcher.alternatives().stream().map(each -> and(way, each)))
                    .toList();
        }
        return ways.stream().map(way -> new Series(metric, way, kept)).toList();
    }

    private static List<Matcher> and(List<Matcher> some, Matcher one) {
        var longer = new ArrayList<>(some);
        longer.add(one);
        return longer;
    }
}
