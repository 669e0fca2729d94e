package io.danggol.profile.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.SuiteServers;
import io.danggol.profile.Shopper;
import io.danggol.profile.TestLog;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class StorefrontEventsTest {
    @Inject
    TestLog log;

    @Inject
    Identities identities;

    @BeforeAll
    static void patience() {
        org.awaitility.Awaitility.setDefaultTimeout(java.time.Duration.ofSeconds(30));
    }

    @Test
    void anAnonymousVisitorsEventsBelongToTheBrowsersOwnProfile() {
        var shopper = Shopper.anonymous();
        var events = List.of(shopper.views("P1"), shopper.adds("P1"));

        log.send(events);

        var own = identities.profileOfVisitor(shopper.visitor());
        await().untilAsserted(() -> assertThat(log.history(own)).isEqualTo(ids(events)));
        await().untilAsserted(() -> {
            var traits = latestTraits(own);
            assertThat(traits.at("/cart/0/item_id").asText()).isEqualTo("P1");
            assertThat(traits.at("/favouriteCategories/0/category").asText()).isEqualTo("신발");
            assertThat(traits.at("/channel").asText()).isEqualTo("kakao");
        });
    }

    @Test
    void theFirstLoginTakesTheAnonymousEventsAndTheNextVisitAfterALogoutIsTheBrowsersOwn() {
        var shopper = Shopper.anonymous();
        var hash = identities.customerHash("c-" + UUID.randomUUID());
        var own = identities.profileOfVisitor(shopper.visitor());
        var customer = identities.profileOfCustomer(hash);
        var before = List.of(shopper.views("P1"), shopper.views("P2"));
        log.send(before);
        await().untilAsserted(() -> assertThat(log.history(own)).hasSize(2));

        var login = shopper.as(hash).does("login");
        log.send(login);

        await().untilAsserted(() -> {
            assertThat(log.history(own)).isEmpty();
            assertThat(log.history(customer)).isEqualTo(ids(before, List.of(login)));
            assertThat(types(own)).contains("profile-merged");
        });

        var logout = shopper.does("logout");
        var after = shopper.views("P3");
        log.send(logout, after);

        await().untilAsserted(() -> {
            assertThat(log.history(own)).isEqualTo(ids(List.of(after)));
            assertThat(log.history(customer)).isEqualTo(ids(before, List.of(login, logout)));
            assertThat(types(own)
                            .subList(
                                    types(own).indexOf("profile-merged"),
                                    types(own).size()))
                    .containsSubsequence("profile-merged", "profile-unmerged", "event-recorded");
        });
    }

    @Test
    void whatFollowsFromAnEventIsToldInItsTrace() {
        var ofView = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var ofLogin = "00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var shopper = Shopper.anonymous();
        var own = identities.profileOfVisitor(shopper.visitor());
        var hash = identities.customerHash("c-" + UUID.randomUUID());
        log.send(shopper.views("P1"), ofView);
        await().untilAsserted(() -> assertThat(types(own)).contains("event-recorded"));

        log.send(shopper.as(hash).does("login"), ofLogin);

        await().untilAsserted(() -> assertThat(traces(own))
                .contains(
                        "event-recorded " + ofView,
                        "profile-changed " + ofView,
                        "profile-merged " + ofLogin,
                        "event-moved " + ofView,
                        "profile-changed " + ofLogin));
    }

    @Test
    void theSameEventSentAHundredTimesCountsOnce() {
        var shopper = Shopper.anonymous().server();
        var order = shopper.buys("T1", "1000", "P1");

        for (var i = 0; i < 100; i++) log.send(order);
        var last = shopper.views("P2");
        log.send(last);

        var own = identities.profileOfVisitor(shopper.visitor());
        await().untilAsserted(() -> assertThat(log.history(own)).contains(last.id()));
        await().untilAsserted(() ->
                assertThat(latestTraits(own).get("orders").asInt()).isOne());
        assertThat(types(own).stream().filter("event-recorded"::equals)).hasSize(2);
    }

    @Test
    void ofTwoBodiesUnderOneIdTheSameCountsWhicheverCameFirst() {
        var first = Shopper.anonymous().server();
        var second = first.at("v_" + UUID.randomUUID());
        var one = first.buys("T1", "1000", "P1");
        var other = withId(second.buys("T1", "2000", "P1"), one.id());
        var winner = Canonical.of(one).compareTo(Canonical.of(other)) < 0 ? one : other;

        log.send(winner == one ? other : one);
        var loser = identities.profileOfVisitor(winner == one ? second.visitor() : first.visitor());
        var owner = identities.profileOfVisitor(winner.visitorId());
        await().untilAsserted(() -> assertThat(log.history(loser)).hasSize(1));
        log.send(winner);

        await().untilAsserted(() -> {
            assertThat(log.history(owner)).hasSize(1);
            assertThat(log.history(loser)).isEmpty();
            assertThat(latestTraits(owner).get("totalSpent").decimalValue()).isEqualByComparingTo(winner.value());
            assertThat(latestTraits(loser).get("orders").asInt()).isZero();
        });
    }

    @Test
    void whatPersonalisationMayNotUseIsNotInTheTraits() {
        var shopper = Shopper.anonymous();
        var refused = shopper.without().adds("P9");
        var agreed = shopper.adds("P1");

        log.send(refused, agreed);

        var own = identities.profileOfVisitor(shopper.visitor());
        await().untilAsserted(() -> assertThat(log.history(own)).hasSize(2));
        await().untilAsserted(() -> assertThat(latestTraits(own).get("cart"))
                .singleElement()
                .satisfies(item -> assertThat(item.get("item_id").asText()).isEqualTo("P1")));
    }

    @Test
    void theClockComesToEveryPartitionAndPassesWhatWasPublished() {
        var shopper = Shopper.anonymous();
        var sent = java.time.Instant.now();
        log.send(shopper.views("P1"));

        await().untilAsserted(() -> {
            var ticks = log.all(Topics.PROFILE_EVENTS).stream()
                    .filter(message -> message.key() == null)
                    .toList();
            assertThat(ticks).isNotEmpty();
            assertThat(java.time.Instant.parse(
                            ticks.getLast().body().get("time").asText()))
                    .isAfter(sent);
        });
        assertThat(log.history(identities.profileOfVisitor(shopper.visitor()))).hasSize(1);
    }

    @Test
    void whatIsNoEventGoesToTheDeadLettersAndHoldsNothingUp() {
        var shopper = Shopper.anonymous();
        log.send(Topics.STOREFRONT_EVENTS, shopper.visitor(), StorefrontEvent.TYPE, "x", java.util.Map.of("id", 7));
        log.send(shopper.views("P1"));

        var own = identities.profileOfVisitor(shopper.visitor());
        await().untilAsserted(() -> assertThat(log.history(own)).hasSize(1));
    }

    private com.fasterxml.jackson.databind.JsonNode latestTraits(UUID profile) {
        var changes = log.about(profile).stream()
                .filter(message -> message.type().contains("profile-changed"))
                .toList();
        assertThat(changes).isNotEmpty();
        return changes.getLast().body().get("traits");
    }

    private List<String> types(UUID profile) {
        return log.about(profile).stream()
                .map(message -> message.type().split("\\.")[3])
                .filter(type -> !type.equals("profile-changed"))
                .toList();
    }

    private List<String> traces(UUID profile) {
        return log.about(profile).stream()
                .map(message -> message.type().split("\\.")[3] + " " + message.traceparent())
                .toList();
    }

    @SafeVarargs
    private static List<String> ids(List<StorefrontEvent>... events) {
        return Stream.of(events)
                .flatMap(List::stream)
                .map(StorefrontEvent::id)
                .sorted()
                .toList();
    }

    private static StorefrontEvent withId(StorefrontEvent e, String id) {
        return new StorefrontEvent(
                id,
                e.source(),
                e.name(),
                e.visitorId(),
                e.customer(),
                e.sessionId(),
                e.sessionNumber(),
                e.occurredAt(),
                e.receivedAt(),
                e.consent(),
                e.context(),
                e.currency(),
                e.value(),
                e.items(),
                e.params());
    }
}
