package io.danggol.shop.crowd;

import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.customer.Customer;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A crowd of shoppers whose doings give the shop a past. The same seed and catalogue make the same crowd with the same
/// past, to the id; only when it ends is the caller's.
public final class Crowd {
    /// How far back the past reaches.
    public static final Duration SPAN = Duration.ofDays(60);

    private final long seed;
    private final Catalogue catalogue;
    private final List<Shopper> shoppers;

    /// @param size how many shoppers there are
    public Crowd(long seed, int size, Catalogue catalogue) {
        this.seed = seed;
        this.catalogue = catalogue;
        this.shoppers = new Roster(seed, catalogue).shoppers(size);
    }

    public List<Shopper> shoppers() {
        return shoppers;
    }

    /// Those of the crowd who have an account, by its id.
    public Map<String, Customer> customers() {
        return shoppers.stream()
                .flatMap(shopper -> shopper.customer().stream())
                .collect(Collectors.toMap(Customer::id, Function.identity()));
    }

    /// The few whose story the login page tells.
    public List<Regular> regulars() {
        return Roster.REGULARS.stream()
                .map(regular -> new Regular(regular.id(), regular.name(), regular.about()))
                .toList();
    }

    /// A customer whom the login page offers.
    ///
    /// @param about what a visitor of the demo should know of them
    public record Regular(String id, String name, String about) {}

    /// All that the crowd did in [#SPAN], the oldest first.
    public List<PastEvent> past() {
        var shelves = new Shelves(catalogue, randomOf(seed, -1, "shelves"));
        return shoppers.stream()
                .flatMap(shopper -> new Life(shopper, shelves, seed).events().stream())
                .sorted(Comparator.comparing(PastEvent::age).reversed().thenComparing(PastEvent::id))
                .toList();
    }

    /// The dice for one question about one shopper, so that one answer does not move the others. `java.util.Random` is
    /// the same on every JDK.
    static Random randomOf(long seed, int number, String question) {
        return new Random(31 * (31 * seed + number) + question.hashCode());
    }

    /// 128 bits in hexadecimal.
    static String hex(Random random) {
        var bits = new byte[16];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
