package io.danggol.segment.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When a condition is true: the whole of time, cut at edges. Half-open stretches, as windows are.
///
/// @param initially whether it is true before the first edge
/// @param edges the instants at which it changes, strictly increasing
record Timeline(boolean initially, List<Edge> edges) {
    static final Timeline ALWAYS = new Timeline(true, List.of());
    static final Timeline NEVER = new Timeline(false, List.of());

    /// True or false for all time.
    static Timeline constant(boolean holds) {
        return holds ? ALWAYS : NEVER;
    }

    /// A stretch of time, `to` not included.
    ///
    /// @param to null: it does not end
    record Span(Edge from, Edge to) {}

    /// True in any of the spans, which may overlap and come in any order; those that end before they begin are empty.
    static Timeline union(List<Span> spans) {
        var sorted = spans.stream()
                .filter(span ->
                        span.to() == null || span.from().at().isBefore(span.to().at()))
                .sorted(Comparator.comparing(span -> span.from().at()))
                .toList();
        var edges = new ArrayList<Edge>();
        Span current = null;
        for (var span : sorted) {
            if (current == null) {
                current = span;
            } else if (current.to() == null
                    || !span.from().at().isAfter(current.to().at())) {
                current = new Span(current.from(), later(current.to(), span.to()));
            } else {
                edges.add(current.from());
                edges.add(current.to());
                current = span;
            }
        }
        if (current != null) {
            edges.add(current.from());
            if (current.to() != null) edges.add(current.to());
        }
        return new Timeline(false, edges);
    }

    private static Edge later(Edge a, Edge b) {
        if (a == null || b == null) return null;
        return b.at().isAfter(a.at()) ? b : a;
    }

    boolean holdsAt(Instant time) {
        return initially ^ (before(time) % 2 == 1);
    }

    /// The first change after `time`; empty if there is none.
    Optional<Edge> next(Instant time) {
        var index = before(time);
        return index < edges.size() ? Optional.of(edges.get(index)) : Optional.empty();
    }

    /// The last change at or before `time`; empty if it was ever as it is then.
    Optional<Edge> last(Instant time) {
        var index = before(time);
        return index > 0 ? Optional.of(edges.get(index - 1)) : Optional.empty();
    }

    /// How many edges are at or before `time`.
    private int before(Instant time) {
        int low = 0;
        int high = edges.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (edges.get(middle).at().isAfter(time)) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    Timeline not() {
        return new Timeline(!initially, edges);
    }

    Timeline and(Timeline other) {
        return not().or(other.not()).not();
    }

    Timeline or(Timeline other) {
        if (edges.isEmpty()) return initially ? ALWAYS : other;
        if (other.edges.isEmpty()) return other.initially ? ALWAYS : this;
        var merged = new ArrayList<Edge>(edges.size() + other.edges.size());
        var here = initially;
        var there = other.initially;
        var holds = here || there;
        int i = 0;
        int j = 0;
        while (i < edges.size() || j < other.edges.size()) {
            var mine = i < edges.size() ? edges.get(i) : null;
            var theirs = j < other.edges.size() ? other.edges.get(j) : null;
            var order = mine == null ? 1 : theirs == null ? -1 : mine.at().compareTo(theirs.at());
            var edge = order < 0 || order == 0 && (theirs.byTime() || !mine.byTime()) ? mine : theirs;
            if (order <= 0) {
                here = !here;
                i++;
            }
            if (order >= 0) {
                there = !there;
                j++;
            }
            if ((here || there) != holds) {
                holds = !holds;
                merged.add(edge);
            }
        }
        return new Timeline(initially || other.initially, merged);
    }

    /// Collects changes of a value that is computed from left to right.
    static final class Builder {
        private final boolean initially;
        private final List<Edge> edges = new ArrayList<>();
        private boolean holds;

        Builder(boolean initially) {
            this.initially = initially;
            this.holds = initially;
        }

        /// From `edge` on it is `value`; edges come in order of time, and of several at one instant the last counts.
        void from(Edge edge, boolean value) {
            if (!edges.isEmpty() && edges.getLast().at().equals(edge.at())) {
                if (value == holds) return;
                edges.removeLast();
                holds = value;
            } else if (value != holds) {
                edges.add(edge);
                holds = value;
            }
        }

        Timeline build() {
            return new Timeline(initially, List.copyOf(edges));
        }
    }
}
