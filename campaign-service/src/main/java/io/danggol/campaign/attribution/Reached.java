package io.danggol.campaign.attribution;

import io.danggol.campaign.attribution.Deed.Worth;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A person reached a goal at `at`.
///
/// @param worth of an order, after partial refunds
public record Reached(Instant at, Optional<Worth> worth) {
    /// The earlier of two copies counts; of two at one instant always the same.
    private static final Comparator<Deed> FIRST =
            Comparator.comparing(Deed::at).thenComparing(Deed::source).thenComparing(Deed::id);

    /// Whose orders count.
    public enum Trust {
        SERVER,
        BROWSER
    }

    /// When a person reached the goal `event`, whatever the order in which the deeds are told.
    ///
    /// An order counts when it is told by a server or till, or by whom `trust` says, and is neither cancelled nor
    /// refunded in full; the server's copy replaces the browser's. It was reached when its first part was placed.
    static List<Reached> of(String event, Collection<Deed> deeds, Trust trust) {
        if (event.equals(Deed.PURCHASE)) return orders(deeds, trust);
        return deeds.stream()
                .filter(deed -> deed.name().equals(event))
                .map(deed -> new Reached(deed.at(), Optional.empty()))
                .toList();
    }

    private static List<Reached> orders(Collection<Deed> deeds, Trust trust) {
        var orders = new LinkedHashMap<String, List<Deed>>();
        for (var deed : deeds)
            deed.order()
                    .ifPresent(order -> orders.computeIfAbsent(order, _ -> new ArrayList<>())
                            .add(deed));
        return orders.values().stream()
                .flatMap(told -> order(told, trust).stream())
                .toList();
    }

    /// What browsers tell of an order that a server has told of does not count: neither parts nor refunds.
    private static Optional<Reached> order(List<Deed> all, Trust trust) {
        var fromServer =
                all.stream().anyMatch(deed -> deed.fromServer() && deed.name().equals(Deed.PURCHASE));
        if (!fromServer && trust == Trust.SERVER) return Optional.empty();
        var told = all.stream().filter(deed -> !fromServer || deed.fromServer()).toList();
        if (told.stream().anyMatch(deed -> deed.name().equals(Deed.CANCELLED))) return Optional.empty();
        var parts = new TreeMap<Integer, Deed>();
        for (var deed :
                told.stream().filter(one -> one.name().equals(Deed.PURCHASE)).toList())
            parts.merge(deed.part(), deed, (one, other) -> FIRST.compare(one, other) <= 0 ? one : other);
        if (parts.isEmpty()) return Optional.empty();
        var first = parts.values().stream().min(FIRST).orElseThrow();
        var currency = first.worth().map(Worth::currency).orElse("KRW");
        var gross = sum(parts.values(), currency);
        var refunds =
                told.stream().filter(deed -> deed.name().equals(Deed.REFUND)).toList();
        if (refunds.stream().anyMatch(refund -> refund.worth().isEmpty())) return Optional.empty();
        var net = gross.subtract(sum(refunds, currency));
        if (gross.signum() > 0 && net.signum() <= 0) return Optional.empty();
        return Optional.of(new Reached(first.at(), Optional.of(new Worth(net.max(BigDecimal.ZERO), currency))));
    }

    private static BigDecimal sum(Collection<Deed> deeds, String currency) {
        return deeds.stream()
                .flatMap(deed -> deed.worth().stream())
                .filter(worth -> worth.currency().equals(currency))
                .map(Worth::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
