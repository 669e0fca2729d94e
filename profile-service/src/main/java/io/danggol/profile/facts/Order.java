package io.danggol.profile.facts;

import io.danggol.profile.identity.Position;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is known of one order. Its parts, refunds and cancellation may come in any order, refunds also first.
///
/// @param server parts by number as the shop's server told them; where there is one, the browser's do not count
/// @param browser parts by number as a browser told them
/// @param refunds by the refund event's key
/// @param cancelled whether it was cancelled as a whole
public record Order(
        SortedMap<Integer, Part> server,
        SortedMap<Integer, Part> browser,
        SortedMap<String, Refund> refunds,
        boolean cancelled) {

    static final Order UNKNOWN =
            new Order(Collections.emptySortedMap(), Collections.emptySortedMap(), Collections.emptySortedMap(), false);

    /// A part of an order; most have one.
    public record Part(Position at, String currency, long minor) {}

    /// Money given back.
    ///
    /// @param minor null gives all of the order back
    public record Refund(String currency, Long minor) {}

    Order withPart(boolean fromServer, int number, Part part) {
        return fromServer
                ? new Order(earlier(server, number, part), browser, refunds, cancelled)
                : new Order(server, earlier(browser, number, part), refunds, cancelled);
    }

    Order withRefund(String key, Refund refund) {
        var all = new TreeMap<>(refunds);
        all.put(key, refund);
        return new Order(server, browser, all, cancelled);
    }

    Order asCancelled() {
        return new Order(server, browser, refunds, true);
    }

    /// Of two copies of one part the earlier counts.
    private static SortedMap<Integer, Part> earlier(SortedMap<Integer, Part> parts, int number, Part part) {
        var all = new TreeMap<>(parts);
        all.merge(number, part, (a, b) -> a.at().isAfter(b.at()) ? b : a);
        return all;
    }

    private Collection<Part> parts() {
        return (server.isEmpty() ? browser : server).values();
    }

    /// Whether the order itself was told, and not only its refund.
    public boolean placed() {
        return !parts().isEmpty();
    }

    /// Whether it was placed and neither cancelled nor refunded in full.
    public boolean counts() {
        return placed() && !undone() && (gross() == 0 || net() > 0);
    }

    private boolean undone() {
        return cancelled || refunds.values().stream().anyMatch(refund -> refund.minor() == null);
    }

    /// When its first part was placed; null if only a refund is known.
    public Instant at() {
        return parts().stream()
                .map(part -> part.at().at())
                .min(Instant::compareTo)
                .orElse(null);
    }

    /// Currency of its first part, or of its first refund; [Money#DEFAULT_CURRENCY] if there is neither.
    public String currency() {
        return parts().stream()
                .map(Part::currency)
                .findFirst()
                .or(() -> refunds.values().stream().map(Refund::currency).findFirst())
                .orElse(Money.DEFAULT_CURRENCY);
    }

    /// Minor units of [#currency] that were ordered.
    public long gross() {
        var currency = currency();
        return parts().stream()
                .filter(part -> part.currency().equals(currency))
                .mapToLong(Part::minor)
                .sum();
    }

    /// Minor units that remain after refunds; never negative for an order that was placed, and minus the refunds for
    /// one that only refunds name.
    public long net() {
        var currency = currency();
        var back = refunds.values().stream()
                .filter(refund -> refund.minor() != null && refund.currency().equals(currency))
                .mapToLong(Refund::minor)
                .sum();
        if (!placed()) return -back;
        return undone() ? 0 : Math.max(0, gross() - back);
    }
}
