package io.danggol.profile.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.local.testing.SuiteServers;
import io.danggol.profile.Shopper;
import io.danggol.profile.TestDatabase;
import io.danggol.profile.TestLog;
import io.danggol.profile.facts.Facts;
import io.danggol.profile.facts.Trust;
import io.danggol.profile.identity.Browser;
import io.danggol.profile.identity.Owners;
import io.danggol.profile.identity.Step;
import io.danggol.profile.person.Profiles;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Many people on few browsers, their events shuffled, repeated and in portions of any size: the end is always what the
/// rules say of the whole.
@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class DisorderTest {
    private static final int BROWSERS = 60;

    @Inject
    TestLog log;

    @Inject
    Identities identities;

    @Inject
    Pool pool;

    @Inject
    TestDatabase database;

    @Inject
    Profiles profiles;

    @Inject
    ObjectMapper json;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @Test
    void whateverTheOrderEveryEventHasItsOwnerAndEveryProfileItsFacts() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var events = new ArrayList<StorefrontEvent>();
        for (var browser = 0; browser < BROWSERS; browser++) events.addAll(visits(random));
        var expected = owners(events);

        send(events, random);

        await().untilAsserted(() ->
                assertThat(archived(expected.keySet())).as("seed %s", seed).isEqualTo(expected));
        var byOwner = events.stream().collect(Collectors.groupingBy(it -> expected.get(it.id())));
        for (var owner : byOwner.entrySet()) {
            var facts = Facts.NONE.plus(owner.getValue(), Trust.SERVER);
            var row = profiles.find(pool, List.of(owner.getKey()))
                    .await()
                    .indefinitely()
                    .get(owner.getKey());
            assertThat(json.writeValueAsString(row.state().facts()))
                    .as("seed %s", seed)
                    .isEqualTo(json.writeValueAsString(facts));
            var ids =
                    owner.getValue().stream().map(StorefrontEvent::id).sorted().toList();
            await().pollDelay(Duration.ZERO)
                    .untilAsserted(() -> assertThat(log.history(owner.getKey()))
                            .as("seed %s", seed)
                            .isEqualTo(ids));
        }
        for (var road : byBrowser(events).entrySet()) {
            var alias =
                    Browser.of(road.getValue().stream().map(Step::of).toList()).alias();
            var own = identities.profileOfVisitor(road.getKey());
            assertThat(standsFor(own))
                    .as("seed %s", seed)
                    .isEqualTo(alias == null ? null : identities.profileOfCustomer(alias));
        }
    }

    private List<StorefrontEvent> visits(Random random) {
        var anonymous = Shopper.anonymous();
        var customers = List.of(
                identities.customerHash("c-" + random.nextInt(20)), identities.customerHash("c-" + random.nextInt(20)));
        var events = new ArrayList<StorefrontEvent>();
        var length = random.nextInt(1, 14);
        for (var i = 0; i < length; i++) {
            var who = random.nextInt(3) == 0 ? anonymous.as(customers.get(random.nextInt(2))) : anonymous;
            events.add(
                    switch (random.nextInt(7)) {
                        case 0 -> who.does("logout");
                        case 1 -> who.adds("P" + random.nextInt(5));
                        case 2 -> who.server().buys("T" + random.nextInt(50), "100", "P" + random.nextInt(5));
                        case 3 -> who.server().refunds("T" + random.nextInt(50), "30");
                        default -> who.views("P" + random.nextInt(5));
                    });
        }
        return events;
    }

    private Map<String, UUID> owners(List<StorefrontEvent> events) {
        var owners = new HashMap<String, UUID>();
        byBrowser(events)
                .forEach((visitor, road) -> Owners.of(
                                road.stream().map(Step::of).toList())
                        .forEach(it -> owners.put(
                                it.step().at().id(),
                                it.customer() == null
                                        ? identities.profileOfVisitor(visitor)
                                        : identities.profileOfCustomer(it.customer()))));
        return owners;
    }

    private static Map<String, List<StorefrontEvent>> byBrowser(List<StorefrontEvent> events) {
        return events.stream().collect(Collectors.groupingBy(StorefrontEvent::visitorId));
    }

    private void send(List<StorefrontEvent> events, Random random) {
        var all = new ArrayList<>(events);
        events.stream().filter(_ -> random.nextInt(4) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        for (var from = 0; from < all.size(); ) {
            var to = Math.min(all.size(), from + random.nextInt(1, 60));
            log.send(all.subList(from, to));
            from = to;
        }
    }

    private Map<String, UUID> archived(java.util.Set<String> ids) {
        var found = new HashMap<String, UUID>();
        database.rows("select id, owner from archive").forEach(row -> {
            if (ids.contains(row.getString("id"))) found.put(row.getString("id"), row.getUUID("owner"));
        });
        return found;
    }

    private UUID standsFor(UUID profile) {
        var rows = database.rows("select stands_for from profile where id = '" + profile + "'");
        return rows.isEmpty() ? null : rows.getFirst().getUUID(0);
    }
}
