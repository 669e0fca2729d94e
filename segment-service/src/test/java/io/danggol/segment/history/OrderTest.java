package io.danggol.segment.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final List<Event> events = new ArrayList<>();

    @Test
    void theServersCopyReplacesTheBrowsers() {
        said("browser", "purchase", "T1", 1_000_000, "A");
        said("server", "purchase", "T1", 30_000, "A");

        assertThat(orders()).singleElement().satisfies(order -> {
            assertThat(order.purchase().fromServer()).isTrue();
            assertThat(Amount.decimal(order.net())).isEqualByComparingTo("30000");
        });
    }

    @Test
    void anOrderInPartsIsOneOrderAndARepeatedPartCountsOnce() {
        part("T1", "1", "A", "B");
        part("T1", "2", "C");
        part("T1", "2", "C");

        assertThat(orders()).singleElement().satisfies(order -> {
            assertThat(order.purchase().items()).extracting(Item::id).containsExactly("A", "B", "C");
            assertThat(Amount.decimal(order.net())).isEqualByComparingTo("30000");
            assertThat(order.purchase().id()).isEqualTo("e0");
        });
    }

    @Test
    void aCancelledOrderDoesNotCountAlsoWhenTheCancellationCameFirst() {
        said("server", "order_cancelled", "T1", null);
        said("server", "purchase", "T1", 30_000, "A");

        assertThat(orders()).isEmpty();
    }

    @Test
    void aRefundInPartLowersTheOrderAndInFullEndsIt() {
        said("server", "purchase", "T1", 30_000, "A", "B");
        said("server", "refund", "T1", 10_000, "A");

        assertThat(orders())
                .singleElement()
                .satisfies(order -> assertThat(Amount.decimal(order.net())).isEqualByComparingTo("20000"));

        said("server", "refund", "T1", 20_000, "B");

        assertThat(orders()).isEmpty();
    }

    @Test
    void allPiecesBackIsInFullEvenWithoutPrices() {
        said("server", "purchase", "T1", null, "A", "B");
        said("server", "refund", "T1", null, "B");
        said("server", "refund", "T1", null, "A");

        assertThat(orders()).isEmpty();
    }

    @Test
    void aBrowserCannotCancelWhatTheServerSold() {
        said("server", "purchase", "T1", 30_000, "A");
        said("browser", "refund", "T1", null);

        assertThat(orders()).hasSize(1);
    }

    @Test
    void aRefundOfAnUnknownOrderIsNoOrder() {
        said("server", "refund", "T9", 30_000, "A");

        assertThat(orders()).isEmpty();
    }

    @Test
    void moneyIsRoundedToTheMinorUnitOfItsCurrency() {
        assertThat(Amount.decimal(Amount.money(new BigDecimal("1999.5"), "KRW")))
                .isEqualByComparingTo("2000");
        assertThat(Amount.decimal(Amount.money(new BigDecimal("2.555"), "GBP"))).isEqualByComparingTo("2.56");
        assertThat(Amount.money(new BigDecimal("1e300"), "KRW")).isEqualTo(Long.MAX_VALUE);
    }

    private List<Order> orders() {
        return Behaviour.of(History.EMPTY.with(events)).orders();
    }

    private void said(String source, String name, String transaction, Integer value, String... items) {
        add(source, name, value, Map.of("transaction_id", transaction), value == null ? null : 0L, items);
    }

    private void part(String transaction, String part, String... items) {
        add("server", "purchase", null, Map.of("transaction_id", transaction, "part", part), 100_000_000L, items);
    }

    private void add(
            String source, String name, Integer value, Map<String, Object> params, Long itemTotal, String... items) {
        events.add(new Event(
                source,
                "e" + events.size(),
                name,
                NOON.plusSeconds(events.size()),
                "KRW",
                value == null ? null : (Long) Amount.money(BigDecimal.valueOf(value), "KRW"),
                Stream.of(items)
                        .map(id -> new Item(id, null, null, null, List.of(), null, null, itemTotal))
                        .toList(),
                Map.of(),
                params));
    }
}
