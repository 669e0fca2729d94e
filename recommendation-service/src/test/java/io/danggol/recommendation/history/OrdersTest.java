package io.danggol.recommendation.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");
    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID BORA = new UUID(0, 2);

    private final Items items = new Items(1_000);

    private Orders orders() {
        return new Orders(items, new Orders.Bounds(10_000, Duration.ofDays(30), 1_000));
    }

    private String asked(Orders orders) {
        var text = new TreeSet<String>();
        for (var item = 0; item < items.size(); item++) {
            for (var index = 0; index < orders.of(item).size(); index++) {
                var order = orders.of(item).get(index);
                var bought = new TreeSet<String>();
                for (var line = 0; line < order.size(); line++) bought.add(items.id(order.item(line)));
                if (order.stands()) text.add(items.id(item) + order.key() + order.server() + bought + order.at());
            }
            text.add(items.id(item) + " " + orders.buyersOf(item, NOON.minusSeconds(1), false));
        }
        return text.toString();
    }

    @Test
    void orderAndRepeatsOfWhatIsToldDoNotMatter() {
        for (var round = 0; round < 500; round++) {
            var seed = System.nanoTime();
            var random = new Random(seed);
            for (var item = 0; item < 5; item++) items.number("i" + item);
            var told = new ArrayList<Consumer<Orders>>();
            for (var number = 0; number < 20; number++) {
                var key = 1L + random.nextInt(6);
                var item = "i" + random.nextInt(5);
                var buyer = key % 2 == 0 ? ANNA : BORA;
                switch (random.nextInt(5)) {
                    case 0 -> told.add(orders -> orders.cancel(key, buyer, NOON.plusSeconds(key)));
                    case 1 ->
                        told.add(orders -> orders.place(key, buyer, NOON.plusSeconds(key), List.of(item), false, true));
                    default ->
                        told.add(orders -> orders.place(key, buyer, NOON.plusSeconds(key), List.of(item), true, true));
                }
            }
            var straight = orders();
            told.forEach(one -> one.accept(straight));
            var shuffled = new ArrayList<>(told);
            shuffled.addAll(told);
            Collections.shuffle(shuffled, random);
            var mixed = orders();
            shuffled.forEach(one -> one.accept(mixed));

            assertThat(asked(mixed)).as("seed %d", seed).isEqualTo(asked(straight));
        }
    }

    @Test
    void buyersAreCountedOnceAndOnlyWhereAServerTold() {
        var orders = orders();
        orders.place(1, ANNA, NOON, List.of("a"), true, true);
        orders.place(2, ANNA, NOON, List.of("a"), true, false);
        orders.place(3, BORA, NOON, List.of("a"), false, true);
        orders.place(4, BORA, NOON.minusSeconds(60), List.of("a"), true, true);

        assertThat(orders.buyersOf(items.find("a"), NOON.minusSeconds(1), false))
                .isEqualTo(1);
        assertThat(orders.buyersOf(items.find("a"), NOON.minusSeconds(1), true)).isEqualTo(2);
        assertThat(orders.buyersOf(items.find("a"), NOON.minusSeconds(61), false))
                .isEqualTo(2);
    }

    @Test
    void theOrdersOfTheErasedAreGone() {
        var orders = orders();
        orders.place(1, ANNA, NOON, List.of("a"), true, true);
        orders.place(2, BORA, NOON, List.of("a"), true, true);
        orders.place(3, ANNA, NOON.plusSeconds(1), List.of("a"), true, true);

        var erased = orders.erase(Set.of(ANNA), NOON);

        assertThat(erased).isEqualTo(1);
        assertThat(orders.size()).isEqualTo(2);
    }

    @Test
    void oldOrdersAreForgotten() {
        var orders = orders();
        orders.place(1, ANNA, NOON.minus(Duration.ofDays(31)), List.of("a"), true, true);
        orders.place(2, ANNA, NOON, List.of("a"), true, true);

        orders.evict(NOON);

        assertThat(orders.size()).isEqualTo(1);
        assertThat(orders.of(items.find("a")).size()).isEqualTo(1);
    }
}
