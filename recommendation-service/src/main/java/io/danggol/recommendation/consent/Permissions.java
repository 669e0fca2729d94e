package io.danggol.recommendation.consent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The ledger's explicit decisions about personalisation, as far as there are any. Not thread-safe.
public final class Permissions {
    /// What a profile decided.
    ///
    /// @param personal the person's own decision; null if none
    /// @param byBrowser decisions that bind one browser each, by the hash of its visitor id
    /// @param objects whether the person objects to being profiled
    public record Stance(long revision, Decision personal, Map<Long, Decision> byBrowser, boolean objects) {}

    private final Map<UUID, Stance> stances = new HashMap<>();
    private final Map<Long, Map<UUID, Decision>> browsers = new HashMap<>();

    /// Takes over all that a profile decided; an older revision than the known one changes nothing.
    public void put(UUID profile, Stance stance) {
        var known = stances.get(profile);
        if (known != null && known.revision() > stance.revision()) return;
        remove(profile);
        stances.put(profile, stance);
        stance.byBrowser()
                .forEach((browser, decision) ->
                        browsers.computeIfAbsent(browser, _ -> new HashMap<>(2)).put(profile, decision));
    }

    /// The profile's decisions are gone.
    public void remove(UUID profile) {
        var known = stances.remove(profile);
        if (known == null) return;
        for (var browser : known.byBrowser().keySet()) {
            browsers.computeIfPresent(browser, (_, decisions) -> {
                decisions.remove(profile);
                return decisions.isEmpty() ? null : decisions;
            });
        }
    }

    /// Whether `person`, at `browser`, has explicitly agreed (true) or refused (false); empty if neither.
    ///
    /// @param person null if only the browser is known
    /// @param browser 0 if only the person is known
    public Optional<Boolean> decided(UUID person, long browser) {
        var stance = person == null ? null : stances.get(person);
        if (stance != null && stance.objects()) return Optional.of(false);
        var own = stance == null ? Stream.<Decision>empty() : Stream.ofNullable(stance.personal());
        var here = browsers.getOrDefault(browser, Map.of()).values().stream();
        return Decision.holding(Stream.concat(own, here)).map(Decision::granted);
    }

    /// Whether this person or browser has refused; unknown is false here.
    public boolean refuses(UUID person, long browser) {
        return decided(person, browser).filter(granted -> !granted).isPresent();
    }
}
