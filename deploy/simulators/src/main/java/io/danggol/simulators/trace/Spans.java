package io.danggol.simulators.trace;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The last [#MOST] spans, in memory. Thread-safe.
final class Spans {
    static final int MOST = 20_000;

    private static final Comparator<Span> BY_START = Comparator.comparing(Span::start);

    private final ArrayDeque<Span> spans = new ArrayDeque<>();

    /// A trace in one line.
    ///
    /// @param name of its first span
    /// @param services in the order in which they took part
    record Trace(
            String traceId, String name, List<String> services, Instant start, Instant end, int spans, boolean failed) {
        static Trace of(List<Span> sorted) {
            var first = sorted.getFirst();
            return new Trace(
                    first.traceId(),
                    first.name(),
                    sorted.stream().map(Span::service).distinct().toList(),
                    first.start(),
                    sorted.stream()
                            .map(Span::end)
                            .max(Comparator.naturalOrder())
                            .orElseThrow(),
                    sorted.size(),
                    sorted.stream().anyMatch(Span::failed));
        }
    }

    synchronized void add(List<Span> more) {
        spans.addAll(more);
        while (spans.size() > MOST) spans.removeFirst();
    }

    synchronized void clear() {
        spans.clear();
    }

    /// All traces, the latest first.
    synchronized List<Trace> traces() {
        return spans.stream().sorted(BY_START).collect(Collectors.groupingBy(Span::traceId)).values().stream()
                .map(Trace::of)
                .sorted(Comparator.comparing(Trace::start).reversed())
                .toList();
    }

    /// The spans of a trace by their beginnings; empty if there is no such trace.
    synchronized List<Span> of(String trace) {
        return spans.stream()
                .filter(span -> span.traceId().equals(trace))
                .sorted(BY_START)
                .toList();
    }

    /// The spans of other traces that link to one of this trace, by their beginnings.
    synchronized List<Span> linkedTo(String trace) {
        return spans.stream()
                .filter(span -> span.linksTo(trace))
                .sorted(BY_START)
                .toList();
    }
}
