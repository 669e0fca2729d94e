package io.danggol.profile.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.contracts.ProfileMessage.CartItem;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.StorefrontEvent.Consent;
import io.danggol.contracts.StorefrontEvent.Context;
import io.danggol.contracts.StorefrontEvent.Item;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FactsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");
    private int ids;

    @Test
    void theSameEventsInAnyOrderAndAnyPortionsGiveEqualFacts() {
        for (var seed = 0L; seed < 3_000; seed++) {
            var random = new Random(seed);
            var events = randomEvents(random);
            var trust = random.nextBoolean() ? Trust.SERVER : Trust.BROWSER;
            var whole = Facts.NONE.plus(events, trust);
            Collections.shuffle(events, random);

            var facts = Facts.NONE;
            for (var from = 0; from < events.size(); ) {
                var to = Math.min(events.size(), from + random.nextInt(1, 6));
                facts = facts.plus(events.subList(from, to), trust);
                from = to;
            }

            assertThat(facts).as("seed %s", seed).isEqualTo(whole);
            assertThat(FactsCodec.decode(FactsCodec.encode(facts)))
                    .as("seed %s", seed)
                    .isEqualTo(whole);
            assertThat(FactsCodec.encode(facts)).as("seed %s", seed).isEqualTo(FactsCodec.encode(whole));
            assertThat(facts.toString()).as("seed %s", seed).isEqualTo(whole.toString());
            assertThat(facts.traits().toString())
                    .as("seed %s", seed)
                    .isEqualTo(whole.traits().toString());
        }
    }

    @Test
    void theServersCopyOfAnOrderReplacesTheBrowsers() {
        var browser = event("browser", "purchase", 0, "100", Map.of("transaction_id", "T1"));
        var server = event("server", "purchase", 5, "90", Map.of("transaction_id", "T1"));

        assertThat(traits(Trust.BROWSER, browser).totalSpent()).isEqualByComparingTo("100");
        assertThat(traits(Trust.BROWSER, browser, server).totalSpent()).isEqualByComparingTo("90");
        assertThat(traits(Trust.SERVER, browser).orders()).isZero();
        assertThat(traits(Trust.SERVER, browser, server).orders()).isOne();
    }

    @Test
    void partsOfAnOrderAddUpAndARepeatedPartCountsOnce() {
        var traits = traits(
                Trust.SERVER,
                event("server", "purchase", 0, "10", Map.of("transaction_id", "T1", "part", 1, "parts", 2)),
                event("server", "purchase", 0, "20", Map.of("transaction_id", "T1", "part", 2, "parts", 2)),
                event("server", "purchase", 9, "99", Map.of("transaction_id", "T1", "part", 2, "parts", 2)));

        assertThat(traits.orders()).isOne();
        assertThat(traits.totalSpent()).isEqualByComparingTo("30");
    }

    @Test
    void aRefundLowersWhatWasSpentAlsoWhenItCameFirst() {
        var order = event("server", "purchase", 0, "100", Map.of("transaction_id", "T1"));
        var refund = event("server", "refund", 3, "30", Map.of("transaction_id", "T1"));

        assertThat(traits(Trust.SERVER, refund, order).totalSpent()).isEqualByComparingTo("70");
        assertThat(traits(Trust.SERVER, refund).totalSpent()).isEqualByComparingTo("-30");
        assertThat(traits(Trust.SERVER, refund).orders()).isZero();
    }

    @Test
    void anOrderThatIsCancelledOrRefundedInFullDoesNotCount() {
        var order = event("server", "purchase", 0, "100", Map.of("transaction_id", "T1"));
        var other = event("server", "purchase", 9, "50", Map.of("transaction_id", "T2"));

        for (var end : List.of(
                event("server", "order_cancelled", 3, null, Map.of("transaction_id", "T1")),
                event("server", "refund", 3, null, Map.of("transaction_id", "T1")),
                event("server", "refund", 3, "100", Map.of("transaction_id", "T1")))) {
            var traits = traits(Trust.SERVER, end, order, other);

            assertThat(traits.orders()).isOne();
            assertThat(traits.totalSpent()).isEqualByComparingTo("50");
            assertThat(traits.averageOrderValue()).isEqualByComparingTo("50");
            assertThat(traits.lastOrderAt()).isEqualTo(NOON.plusSeconds(9));
        }
    }

    @Test
    void theCartHoldsWhatWasAddedAndNeitherRemovedNorBought() {
        var traits = traits(
                Trust.SERVER,
                event("browser", "add_to_cart", 0, null, Map.of(), item("구두", "신발", "100", "2")),
                event("browser", "add_to_cart", 1, null, Map.of(), item("모자", "잡화", "100", "3")),
                event("browser", "add_to_cart", 2, null, Map.of(), item("양말", "잡화", "100", null)),
                event("browser", "remove_from_cart", 3, null, Map.of(), item("모자", "잡화", "100", "1")),
                event("browser", "purchase", 4, null, Map.of("transaction_id", "T"), item("양말", "잡화", "1", null)));

        assertThat(traits.cart())
                .containsExactly(new CartItem("구두", new BigDecimal("2")), new CartItem("모자", new BigDecimal("2")));
    }

    @Test
    void aRemovalThatNamesNoQuantityTakesTheProductOut() {
        var traits = traits(
                Trust.SERVER,
                event("browser", "add_to_cart", 0, null, Map.of(), item("구두", "신발", "100", "2")),
                event("browser", "remove_from_cart", 1, null, Map.of(), item("구두", "신발", "100", null)));

        assertThat(traits.cart()).isEmpty();
    }

    @Test
    void interestHalvesInFourWeeks() {
        var traits = traits(
                Trust.SERVER,
                event("browser", "view_item", 0, null, Map.of(), item("a", "신발", null, null)),
                event("browser", "view_item", 28 * 86_400, null, Map.of(), item("b", "가방", null, null)));

        assertThat(traits.favouriteCategories()).hasSize(2);
        assertThat(traits.favouriteCategories().getFirst().category()).isEqualTo("가방");
        assertThat(traits.favouriteCategories().getFirst().share()).isEqualTo(0.6666);
        assertThat(traits.favouriteCategories().getLast().share()).isEqualTo(0.3333);
    }

    @Test
    void thePriceBandComparesWhatTheyChooseWithWhatTheySee() {
        var events = new ArrayList<StorefrontEvent>();
        for (var price : List.of("1000", "3000", "9000", "27000", "81000")) {
            events.add(event("browser", "view_item", 0, null, Map.of(), item("p" + price, "신발", price, null)));
        }
        assertThat(Facts.NONE.plus(events, Trust.SERVER).traits().priceBand()).isNull();

        events.add(event("browser", "add_to_cart", 1, null, Map.of(), item("p1000", "신발", "1000", null)));

        assertThat(Facts.NONE.plus(events, Trust.SERVER).traits().priceBand()).isEqualTo("low");
    }

    @Test
    void channelIsTheFirstAndDeviceTheLatest() {
        var traits = traits(
                Trust.SERVER,
                withContext(event("browser", "page_view", 5, null, Map.of()), "kakao", "desktop"),
                withContext(event("browser", "page_view", 0, null, Map.of()), "naver", "mobile"),
                event("browser", "page_view", 9, null, Map.of()));

        assertThat(traits.channel()).isEqualTo("naver");
        assertThat(traits.device()).isEqualTo("desktop");
    }

    @Test
    void moneyIsRoundedToTheMinorUnitOfItsCurrency() {
        assertThat(Money.minor(new BigDecimal("10.5"), "KRW")).isEqualTo(11);
        assertThat(Money.minor(new BigDecimal("10.555"), "USD")).isEqualTo(1056);
        assertThat(Money.major(1056, "USD")).isEqualTo("10.56");
        assertThat(Money.minor(new BigDecimal("1e300"), "KRW")).isEqualTo(1_000_000_000_000L);
    }

    private static io.danggol.contracts.ProfileMessage.Traits traits(Trust trust, StorefrontEvent... events) {
        return Facts.NONE.plus(List.of(events), trust).traits();
    }

    private List<StorefrontEvent> randomEvents(Random random) {
        var names = List.of(
                "view_item", "add_to_cart", "remove_from_cart", "purchase", "refund", "order_cancelled", "page_view");
        var events = new ArrayList<StorefrontEvent>();
        var length = random.nextInt(1, random.nextInt(10) == 0 ? 700 : 40);
        for (var i = 0; i < length; i++) {
            var event = event(
                    random.nextInt(3) == 0 ? "server" : "browser",
                    names.get(random.nextInt(names.size())),
                    random.nextInt(400) * 86_400 / 2,
                    random.nextInt(3) == 0 ? null : String.valueOf(random.nextInt(50_000) / 100.0),
                    Map.of("transaction_id", "T" + random.nextInt(6), "part", random.nextInt(1, 3)),
                    item(
                            "P" + random.nextInt(12),
                            "C" + random.nextInt(random.nextInt(10) == 0 ? 400 : 5),
                            String.valueOf(random.nextInt(1, 90_000)),
                            String.valueOf(random.nextInt(1, 4))));
            events.add(random.nextBoolean() ? event : withContext(event, "c" + random.nextInt(3), "mobile"));
        }
        return events;
    }

    private StorefrontEvent event(
            String source, String name, long second, String value, Map<String, Object> params, Item... items) {
        var at = NOON.plus(Duration.ofSeconds(second));
        return new StorefrontEvent(
                "e" + ids++,
                source,
                name,
                "v_1",
                null,
                null,
                null,
                at,
                at,
                new Consent(true, true),
                null,
                "KRW",
                value == null ? null : new BigDecimal(value),
                List.of(items),
                params);
    }

    private static StorefrontEvent withContext(StorefrontEvent e, String channel, String device) {
        return new StorefrontEvent(
                e.id(),
                e.source(),
                e.name(),
                e.visitorId(),
                e.customer(),
                e.sessionId(),
                e.sessionNumber(),
                e.occurredAt(),
                e.receivedAt(),
                e.consent(),
                new Context(null, null, null, null, null, channel, device),
                e.currency(),
                e.value(),
                e.items(),
                e.params());
    }

    private static Item item(String id, String category, String price, String quantity) {
        return new Item(
                id,
                null,
                null,
                null,
                category,
                null,
                null,
                null,
                null,
                price == null ? null : new BigDecimal(price),
                quantity == null ? null : new BigDecimal(quantity),
                null,
                null,
                null);
    }
}
