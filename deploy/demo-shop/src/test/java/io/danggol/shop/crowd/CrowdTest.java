package io.danggol.shop.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.shop.catalogue.Catalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrowdTest {
    private static final Catalogue CATALOGUE = Catalogue.ofTheShop();

    @Test
    void sameSeedSamePast() {
        assertThat(new Crowd(7, 60, CATALOGUE).past()).isEqualTo(new Crowd(7, 60, CATALOGUE).past());
    }

    @Test
    void anotherSeedIsAnotherPast() {
        assertThat(new Crowd(7, 60, CATALOGUE).past()).isNotEqualTo(new Crowd(8, 60, CATALOGUE).past());
    }

    @Test
    void theShopsOwnPastIsBigEnoughToLearnFromAndSmallEnoughToLoad() {
        var crowd = new Crowd(20261121, 400, CATALOGUE);

        var past = crowd.past();

        assertThat(past.size()).isBetween(15_000, 25_000);
        assertThat(crowd.customers().size()).isBetween(180, 320);
        assertThat(past.stream().filter(event -> event.name().equals("purchase")))
                .hasSizeGreaterThan(400);
        assertThat(past.stream().map(event -> event.name()).collect(Collectors.toSet()))
                .contains("refund", "order_cancelled", "remove_from_cart", "search", "login", "sign_up", "logout");
    }

    @Test
    void someCannotDecideAndLookAtOneProductAgainAndAgain() {
        var looks = new HashMap<String, Integer>();
        for (var event : new Crowd(20261121, 400, CATALOGUE).past()) {
            if (event.name().equals("view_item") && event.age().compareTo(Duration.ofDays(7)) < 0)
                looks.merge(event.shopper().number() + event.items().getFirst().productId(), 1, Integer::sum);
        }

        assertThat(looks.values().stream().filter(count -> count >= 3).count()).isGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20261121})
    void everyEventLiesInTheSpanUnderAnIdOfItsOwn(long seed) {
        var ids = new HashSet<String>();
        var age = Crowd.SPAN;

        for (var event : new Crowd(seed, 200, CATALOGUE).past()) {
            assertThat(event.age()).isBetween(Duration.ofSeconds(1), age);
            assertThat(ids.add(event.id())).as(event.id()).isTrue();
            assertThat(event.id()).hasSizeLessThanOrEqualTo(64);
            age = event.age();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20261121})
    void whatIsBoughtWasViewedBeforeAndIsWhatLiesInTheCart(long seed) {
        var viewed = new HashMap<Shopper, Set<String>>();
        var carts = new HashMap<Shopper, Map<String, Integer>>();

        for (var event : new Crowd(seed, 200, CATALOGUE).past()) {
            var cart = carts.computeIfAbsent(event.shopper(), _ -> new LinkedHashMap<>());
            var seen = viewed.computeIfAbsent(event.shopper(), _ -> new HashSet<>());
            switch (event.name()) {
                case "view_item" -> seen.add(event.items().getFirst().productId());
                case "add_to_cart" ->
                    event.items().forEach(item -> cart.merge(item.productId(), item.pieces(), Integer::sum));
                case "remove_from_cart" -> event.items().forEach(item -> cart.remove(item.productId(), item.pieces()));
                case "view_cart", "begin_checkout", "add_payment_info" ->
                    assertThat(quantities(event)).isEqualTo(cart);
                case "purchase" -> {
                    assertThat(seen)
                            .as(event.id())
                            .containsAll(quantities(event).keySet());
                    assertThat(quantities(event)).as(event.id()).isEqualTo(cart);
                    cart.clear();
                }
                default -> {}
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20261121})
    void sumsAreThoseOfTheCataloguesPrices(long seed) {
        for (var event : new Crowd(seed, 200, CATALOGUE).past()) {
            var sum = event.items().stream()
                    .mapToLong(item -> item.pieces()
                            * CATALOGUE.find(item.productId()).orElseThrow().sellingPrice())
                    .sum();
            assertThat(event.value()).as(event.id()).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20261121})
    void refundsNameAnOlderOrderOnce(long seed) {
        var orders = new HashMap<String, PastEvent>();

        for (var event : new Crowd(seed, 200, CATALOGUE).past()) {
            var order = event.params().get("transaction_id");
            switch (event.name()) {
                case "purchase" -> assertThat(orders.put(order, event)).isNull();
                case "refund", "order_cancelled" ->
                    assertThat(event.items()).isEqualTo(orders.remove(order).items());
                default -> assertThat(order).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20261121})
    void nobodyIsACustomerBeforeALoginOnThatDevice(long seed) {
        var in = new HashSet<String>();

        for (var event : new Crowd(seed, 200, CATALOGUE).past()) {
            if (event.name().equals("login") || event.name().equals("sign_up")) in.add(event.visitorId());
            var server = List.of("refund", "order_cancelled").contains(event.name());
            if (event.customerId().isPresent() && !server)
                assertThat(in).as(event.id()).contains(event.visitorId());
            if (event.name().equals("logout")) in.remove(event.visitorId());
        }
    }

    private static Map<String, Integer> quantities(PastEvent event) {
        return event.items().stream().collect(Collectors.toMap(PastEvent.Item::productId, PastEvent.Item::pieces));
    }
}
