package io.danggol.e2e.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Half an hour of shopping by some people, the same for the same seed.
///
/// @param acts in the order in which they happened
/// @param left for each person what lies in the cart at the end
record MadeUpHour(List<Act> acts, List<Set<String>> left) {
    private static final Duration LENGTH = Duration.ofMinutes(30);
    private static final int PRODUCTS = 20;

    /// @param number unique among all acts
    /// @param items one, or those of a purchase
    record Act(int number, int person, String name, List<String> items, Instant at) {}

    /// @param end after the last act
    static MadeUpHour of(long seed, int people, int actsEach, Instant end) {
        var random = new Random(seed);
        var acts = new ArrayList<Act>();
        var left = new ArrayList<Set<String>>();
        var step = LENGTH.dividedBy(actsEach + 1L);
        for (var person = 0; person < people; person++) {
            var cart = new LinkedHashSet<String>();
            for (var i = 0; i < actsEach; i++) {
                var at = end.minus(LENGTH).plus(step.multipliedBy(i)).plusMillis(random.nextLong(step.toMillis()));
                acts.add(act(random, acts.size(), person, cart, at));
            }
            left.add(cart);
        }
        acts.sort(Comparator.comparing(Act::at).thenComparing(Act::number));
        return new MadeUpHour(List.copyOf(acts), List.copyOf(left));
    }

    private static Act act(Random random, int number, int person, Set<String> cart, Instant at) {
        var item = "H" + random.nextInt(PRODUCTS);
        var chance = random.nextInt(100);
        if (chance < 20 && cart.add(item)) return new Act(number, person, "add_to_cart", List.of(item), at);
        if (chance < 30 && !cart.isEmpty()) {
            var out = cart.iterator().next();
            cart.remove(out);
            return new Act(number, person, "remove_from_cart", List.of(out), at);
        }
        if (chance < 42 && !cart.isEmpty()) {
            var bought = List.copyOf(cart);
            cart.clear();
            return new Act(number, person, "purchase", bought, at);
        }
        return new Act(number, person, "view_item", List.of(item), at);
    }
}
