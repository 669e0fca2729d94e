package io.danggol.segment.history;

import java.util.List;
import java.util.Optional;

/// The explicit decisions of a person and of their browsers.
public record Consents(List<Decision> decisions) {
    public static final Consents NONE = new Consents(List.of());

    private static final String PROFILING = "profiling";

    public Consents {
        decisions = List.copyOf(decisions);
    }

    /// One decision.
    ///
    /// @param channel empty for a purpose without channels
    public record Decision(String purpose, Optional<String> channel, boolean granted) {}

    /// Whether it is granted: somebody granted and nobody withdrew. `profiling` is an objection: it is granted until
    /// somebody withdrew.
    public boolean granted(String purpose, Optional<String> channel) {
        var known = decisions.stream()
                .filter(decision ->
                        decision.purpose().equals(purpose) && decision.channel().equals(channel))
                .toList();
        var refused = known.stream().anyMatch(decision -> !decision.granted());
        return !refused && (purpose.equals(PROFILING) || !known.isEmpty());
    }

    /// Whether the person objected to being sorted into segments.
    public boolean objected() {
        return !granted(PROFILING, Optional.empty());
    }
}
