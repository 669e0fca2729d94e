package io.danggol.campaign.attribution;

import static io.danggol.campaign.attribution.Reached.Trust.BROWSER;
import static io.danggol.campaign.attribution.Reached.Trust.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.attribution.Deed.Worth;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReachedTest {
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");

    @Test
    void anOrderOfAServerCountsAndOneOfABrowserOnlyWhereItIsTrusted() {
        var server = deed("server", "purchase", 1, "A", "39000");
        var browser = deed("browser", "purchase", 2, "B", "12000");

        assertThat(orders(List.of(server, browser))).containsExactly("39000 at 1");
        assertThat(Reached.of("purchase", List.of(server, browser), BROWSER)).hasSize(2);
    }

    @Test
    void theServersCopyReplacesTheBrowsersInWhateverItSays() {
        var browser = deed("browser", "purchase", 1, "A", "999");
        var server = deed("server", "purchase", 2, "A", "39000");
        var forged = deed("browser", "order_cancelled", 3, "A", null);

        assertThat(orders(List.of(browser, server, forged))).containsExactly("39000 at 2");
    }

    @Test
    void whatWasCancelledOrRefundedInFullDoesNotCountAndWhatWasRefundedInPartCountsForLess() {
        var order = deed("server", "purchase", 1, "A", "39000");

        assertThat(orders(List.of(order, deed("server", "order_cancelled", 2, "A", null))))
                .isEmpty();
        assertThat(orders(List.of(order, deed("server", "refund", 2, "A", null))))
                .isEmpty();
        assertThat(orders(List.of(order, deed("server", "refund", 2, "A", "39000"))))
                .isEmpty();
        assertThat(orders(List.of(order, deed("server", "refund", 2, "A", "9000"))))
                .containsExactly("30000 at 1");
        assertThat(orders(List.of(order, deed("server", "refund", 2, "B", null))))
                .containsExactly("39000 at 1");
        assertThat(orders(List.of(deed("server", "refund", 2, "A", "9000")))).isEmpty();
    }

    @Test
    void theOrderOfTellingAndRepeatsChangeNothing() {
        var random = new Random(11);
        for (var i = 0; i < 500; i++) {
            var told = new ArrayList<Deed>();
            for (var j = 0; j < 12; j++) {
                var source = random.nextBoolean() ? "server" : "browser";
                var name = List.of("purchase", "purchase", "purchase", "refund", "order_cancelled")
                        .get(random.nextInt(5));
                told.add(new Deed(
                        source,
                        "e" + i + "-" + j,
                        name,
                        NOON.plusSeconds(random.nextInt(5)),
                        Optional.of("T" + random.nextInt(4)),
                        1 + random.nextInt(2),
                        random.nextInt(6) == 0
                                ? Optional.empty()
                                : Optional.of(new Worth(
                                        BigDecimal.valueOf(random.nextInt(50)),
                                        random.nextInt(9) == 0 ? "USD" : "KRW"))));
            }
            for (var trust : Reached.Trust.values()) {
                var expected = new HashSet<>(Reached.of("purchase", told, trust));

                Collections.shuffle(told, random);

                assertThat(new HashSet<>(Reached.of("purchase", told, trust))).isEqualTo(expected);
            }
        }
    }

    @Test
    void anyOtherGoalIsReachedByItsEvent() {
        var told = List.of(
                new Deed("browser", "1", "sign_up", NOON, Optional.empty(), 1, Optional.empty()),
                new Deed("browser", "2", "login", NOON, Optional.empty(), 1, Optional.empty()));

        assertThat(Reached.of("sign_up", told, SERVER)).containsExactly(new Reached(NOON, Optional.empty()));
    }

    @Test
    void aPersonCountsOnceAndOnlyWhatHappenedInTheTimeAfterTheMessage() {
        var window = new Window(Duration.ofDays(3));
        var reached = Map.of(
                "twice", List.of(order(1, "10"), order(2, "20")),
                "before", List.of(order(0, "40"), order(-1, "80")),
                "late", List.of(order(3 * 86_400 + 1, "160")),
                "just", List.of(order(3 * 86_400, "320")));

        var group = Group.of(
                10,
                window,
                Map.of(
                        "twice", List.of(NOON, NOON.plusSeconds(1)),
                        "before", List.of(NOON),
                        "late", List.of(NOON),
                        "just", List.of(NOON),
                        "nothing", List.of(NOON)),
                reached);

        assertThat(group).isEqualTo(new Group(10, 2, Map.of("KRW", new BigDecimal("350"))));
    }

    private static Reached order(int seconds, String worth) {
        return new Reached(NOON.plusSeconds(seconds), Optional.of(new Worth(new BigDecimal(worth), "KRW")));
    }

    private static Deed deed(String source, String name, int second, String order, String worth) {
        return new Deed(
                source,
                source + second,
                name,
                NOON.plusSeconds(second),
                Optional.of(order),
                1,
                Optional.ofNullable(worth).map(amount -> new Worth(new BigDecimal(amount), "KRW")));
    }

    private static List<String> orders(List<Deed> deeds) {
        return Reached.of("purchase", deeds, SERVER).stream()
                .map(one -> one.worth().orElseThrow().amount() + " at "
                        + Duration.between(NOON, one.at()).toSeconds())
                .toList();
    }
}
