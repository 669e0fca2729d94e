package io.danggol.profile.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// A decision as it stands.
///
/// @param entry where it is written: subject and number in the ledger, as `<profile id>/<number>`
public record Standing(boolean granted, Instant since, String entry) {
    private static final Comparator<Permission> ORDER = Comparator.comparing(Permission::purpose)
            .thenComparing(it -> it.channel().map(Enum::ordinal).orElse(-1));

    /// A decision and what it is about.
    public record About(Permission permission, Standing standing) {}

    /// The later of two; at one instant the refusal.
    Standing or(Standing other) {
        var order = since.compareTo(other.since);
        return order > 0 || (order == 0 && !granted) ? this : other;
    }

    /// Whether it holds in place of `other`: it is later or, at one instant, refuses what that grants.
    boolean beats(Standing other) {
        var order = since.compareTo(other.since);
        return order > 0 || (order == 0 && !granted && other.granted);
    }

    /// What holds when all of these were decided, of the same person or of one that turned out to be the same.
    public static Map<Permission, Standing> latest(Collection<About> decisions) {
        var latest = new TreeMap<Permission, Standing>(ORDER);
        decisions.forEach(it -> latest.merge(it.permission(), it.standing(), Standing::or));
        return latest;
    }
}
