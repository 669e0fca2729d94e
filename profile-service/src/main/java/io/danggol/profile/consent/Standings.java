package io.danggol.profile.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// What holds of many matters.
record Standings(Map<Matter, Standing> all) {
    static final Standings NONE = new Standings(Map.of());

    /// What a decision is about.
    ///
    /// @param visitor the browser that it binds; empty: it binds the person
    record Matter(Optional<String> visitor, Permission permission) {}

    /// One decision about a matter.
    record Decided(Matter matter, Standing standing) {}

    Standings {
        all = Map.copyOf(all);
    }

    /// What holds when all of these were decided.
    static Standings of(Collection<Decided> decisions) {
        var latest = new HashMap<Matter, Standing>();
        decisions.forEach(it -> latest.merge(it.matter(), it.standing(), Standing::or));
        return new Standings(latest);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /// What holds when these and those were decided.
    Standings with(Standings others) {
        var both = new HashMap<>(all);
        others.all.forEach((matter, standing) -> both.merge(matter, standing, Standing::or));
        return new Standings(both);
    }

    /// Those of these that would change what holds where `others` do: not decided there, or only earlier; at
    /// one instant a refusal of what is granted there.
    Standings beyond(Standings others) {
        return only((matter, standing) -> {
            var other = others.all.get(matter);
            return other == null || standing.beats(other);
        });
    }

    /// Those that were decided after their subject was erased.
    ///
    /// @param erasedAt when the subject of a matter was; null if never
    Standings since(Function<Matter, Instant> erasedAt) {
        return only((matter, standing) -> {
            var at = erasedAt.apply(matter);
            return at == null || standing.since().isAfter(at);
        });
    }

    private Standings only(BiPredicate<Matter, Standing> which) {
        var some = new HashMap<Matter, Standing>();
        all.forEach((matter, standing) -> {
            if (which.test(matter, standing)) some.put(matter, standing);
        });
        return new Standings(some);
    }
}
