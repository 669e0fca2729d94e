package io.danggol.profile.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.local.testing.SuiteServers;
import io.danggol.profile.Shopper;
import io.danggol.profile.TestDatabase;
import io.danggol.profile.TestLog;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The database fails a few times at the worst moments. A sequence counts the failures, because it is the one
/// thing that a rollback leaves.
@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class FaultTest {
    @Inject
    TestLog log;

    @Inject
    Identities identities;

    @Inject
    TestDatabase database;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @AfterEach
    void mend() {
        database.run("drop trigger if exists fails on log_offset");
        database.run("drop trigger if exists fails on publication");
        database.run("drop function if exists fails");
        database.run("drop sequence if exists failures");
    }

    @Test
    void aBatchWhoseTransactionFailsIsFoldedAgainAndCountsOnce() {
        failThreeTimes("log_offset", "new.reader = 'storefront-events'");
        var shopper = Shopper.anonymous().server();
        var events = List.of(shopper.buys("T1", "100", "P1"), shopper.views("P2"));

        log.send(events);

        var id = identities.profileOfVisitor(shopper.visitor());
        await().untilAsserted(() -> assertThat(log.history(id)).hasSize(2));
        assertThat(said(id, events)).containsExactlyInAnyOrderElementsOf(ids(events));
        assertThat(archived(id)).isEqualTo(2);
    }

    @Test
    void whatWasSaidButNotRememberedIsSaidAgainUnderTheSameIds() {
        failThreeTimes("publication", "true");
        var shopper = Shopper.anonymous();
        var hash = identities.customerHash("c-" + UUID.randomUUID());
        var events = List.of(
                shopper.views("P1"), shopper.views("P2"), shopper.as(hash).does("login"));

        log.send(events);

        var customer = identities.profileOfCustomer(hash);
        await().untilAsserted(() -> assertThat(log.history(customer)).hasSize(3));
        await().untilAsserted(() -> assertThat(left()).isZero());
        assertThat(said(customer, events)).hasSizeGreaterThan(3);
        assertThat(said(customer, events).stream().distinct()).containsExactlyInAnyOrderElementsOf(ids(events));
        assertThat(log.history(customer)).hasSize(3);
        assertThat(archived(customer)).isEqualTo(3);
    }

    private void failThreeTimes(String table, String when) {
        database.run("create sequence failures");
        database.run("""
                create function fails() returns trigger language plpgsql as $$
                begin
                    if nextval('failures') <= 3 then raise exception 'on purpose' using errcode = '40001'; end if;
                    return new;
                end $$""");
        database.run("create trigger fails before update on " + table + " for each row when (" + when
                + ") execute function fails()");
    }

    /// Ids of what was said to be recorded for this profile, repeats included.
    private List<String> said(UUID profile, List<StorefrontEvent> events) {
        return log.about(profile).stream()
                .filter(it -> it.type().contains("event-recorded"))
                .map(TestLog.Message::id)
                .filter(ids(events)::contains)
                .toList();
    }

    private static List<String> ids(List<StorefrontEvent> events) {
        return events.stream().map(it -> it.source() + ":" + it.id()).toList();
    }

    private long archived(UUID profile) {
        return database.count("select count(*) from archive where owner = '" + profile + "'");
    }

    private long left() {
        return database.count("""
                select count(*) from publication p join log_offset o on o.partition = p.partition
                where o.reader = 'storefront-events' and p.next_position < o.next_offset""");
    }
}
