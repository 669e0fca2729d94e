package io.danggol.segment.membership;

import static io.danggol.segment.Storefront.browser;
import static io.danggol.segment.Storefront.purchase;
import static io.danggol.segment.Storefront.several;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.SegmentMembership.Cause;
import io.danggol.local.testing.SuiteServers;
import io.danggol.segment.Suite;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(user = "someone", roles = "marketer")
class MembershipTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Inject
    Suite suite;

    private final UUID profile = UUID.randomUUID();

    /// Each test has its own day.
    @BeforeEach
    void nextDay() {
        suite.pass(Duration.ofDays(1));
    }

    @Test
    void anEventBringsAProfileIntoASegmentAndTheLogHearsOfIt() {
        var order = purchase("O-1", suite.now().minusSeconds(60), "P1");
        var second = purchase("O-2", suite.now().minusSeconds(30), "P2");

        suite.recorded(profile, order, second);

        await().untilAsserted(() -> assertThat(suite.membership(profile, "repeat-buyers"))
                .hasValueSatisfying(membership -> {
                    assertThat(membership.member()).isTrue();
                    assertThat(membership.cause()).isEqualTo(Cause.EVENT);
                    assertThat(membership.occurrence()).isEqualTo(second.id());
                    assertThat(membership.since()).isEqualTo(second.occurredAt());
                }));
        when().get("/v1/profiles/{id}/segments", profile)
                .then()
                .statusCode(200)
                .body("items.segment", hasItem("repeat-buyers"));
        var first =
                when().get("/v1/profiles/{id}/segments?limit=1", profile).then().body("items", hasSize(1));
        when().get(
                        "/v1/profiles/{id}/segments?cursor={cursor}",
                        profile,
                        first.extract().<String>path("nextCursor"))
                .then()
                .body("items.segment", not(hasItem(first.extract().<String>path("items[0].segment"))));
    }

    @Test
    void aCartIsAbandonedWhenTheWaitIsOverAndNoSooner() {
        var added = browser("add_to_cart", suite.now(), "P1");
        suite.recorded(profile, added);
        await().untilAsserted(() -> assertThat(member("active")).isTrue());

        suite.pass(HOUR.minusSeconds(1));
        assertThat(suite.membership(profile, "cart-abandoners")).isEmpty();

        suite.pass(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(suite.membership(profile, "cart-abandoners"))
                .hasValueSatisfying(membership -> {
                    assertThat(membership.member()).isTrue();
                    assertThat(membership.cause()).isEqualTo(Cause.TIME);
                    assertThat(membership.occurrence()).isEqualTo(added.id());
                    assertThat(membership.since()).isEqualTo(added.occurredAt().plus(HOUR));
                }));

        suite.pass(Duration.ofDays(3));
        await().untilAsserted(() -> assertThat(member("cart-abandoners")).isFalse());
    }

    @Test
    void anAbandonedCartIsToldInTheTraceOfWhatWasPutIntoIt() {
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        suite.recorded(profile, browser("add_to_cart", suite.now(), "P1"), trace);
        suite.recorded(profile, browser("view_item", suite.now().plusSeconds(1), "P2"), trace.replace('7', '8'));
        await().untilAsserted(() -> assertThat(member("active")).isTrue());

        suite.pass(HOUR);

        await().untilAsserted(() -> assertThat(suite.records(profile + ":cart-abandoners"))
                .extracting(LogRecord::traceparent)
                .containsExactly(trace));
        assertThat(suite.records(profile + ":active"))
                .extracting(LogRecord::traceparent)
                .containsExactly(trace);
    }

    @Test
    void whileThePurchaseIsStillOnItsWayNobodyHasLeftTheirCart() {
        var added = suite.now();
        suite.recorded(profile, browser("add_to_cart", added, "P1"));
        // Hours pass, but the stream's time stands still: profile-service lags. Then come the purchase and the time.
        suite.recorded(profile, browser("view_item", added.plus(HOUR.multipliedBy(3)), "P2"));
        suite.recorded(profile, purchase("O-late", added.plusSeconds(600), "P1"));
        suite.pass(HOUR.multipliedBy(4));

        await().untilAsserted(() -> assertThat(member("first-time-buyers")).isTrue());
        suite.pass(Duration.ofDays(4));
        await().untilAsserted(
                        () -> assertThat(suite.membership(profile, "active")).isPresent());
        assertThat(suite.memberships(profile, "cart-abandoners")).isEmpty();
    }

    @Test
    void repeatsChangeNothing() {
        var views = several(3, "view_item", suite.now(), "P1");

        suite.recorded(profile, views);
        suite.recorded(profile, views);
        suite.recorded(profile, views.reversed());
        suite.recorded(profile, browser("search", suite.now()));

        await().untilAsserted(() -> assertThat(member("browse-abandoners")).isTrue());
        assertThat(suite.memberships(profile, "browse-abandoners")).hasSize(1);
    }

    @Test
    void aMergedProfileIsInNoSegmentAndItsEventsCountForTheOther() {
        var person = UUID.randomUUID();
        var orders = List.of(purchase("M-1", suite.now(), "P1"), purchase("M-2", suite.now(), "P1"));
        suite.recorded(profile, orders);
        await().untilAsserted(() -> assertThat(member("repeat-buyers")).isTrue());

        suite.merged(profile, person);
        orders.forEach(order -> suite.moved(profile, person, order));

        await().untilAsserted(() -> {
            assertThat(suite.membership(profile, "repeat-buyers"))
                    .hasValueSatisfying(
                            membership -> assertThat(membership.member()).isFalse());
            assertThat(suite.membership(profile, "repeat-buyers").map(SegmentMembership::cause))
                    .hasValue(Cause.MERGE);
            assertThat(suite.membership(person, "repeat-buyers").map(SegmentMembership::cause))
                    .hasValue(Cause.MERGE);
            assertThat(suite.membership(person, "repeat-buyers").map(SegmentMembership::member))
                    .hasValue(true);
        });
        when().get("/v1/profiles/{id}/segments", profile)
                .then()
                .statusCode(200)
                .body("items.segment", hasItem("repeat-buyers"));

        suite.unmerged(profile, person);
        orders.forEach(order -> suite.moved(person, profile, order));
        await().untilAsserted(() -> {
            assertThat(member("repeat-buyers")).isTrue();
            assertThat(suite.membership(person, "repeat-buyers").map(SegmentMembership::member))
                    .hasValue(false);
        });
    }

    @Test
    void whoIsErasedLeavesNothingAndStaysErased() {
        var orders = List.of(purchase("E-1", suite.now(), "P1"), purchase("E-2", suite.now(), "P1"));
        suite.recorded(profile, orders);
        await().untilAsserted(() -> assertThat(member("repeat-buyers")).isTrue());

        var request = suite.erased(List.of(profile), suite.now().plusSeconds(1));

        await().untilAsserted(() -> {
            assertThat(suite.records(profile + ":repeat-buyers").getLast().body())
                    .isNull();
            assertThat(suite.records(profile.toString()))
                    .anySatisfy(
                            receipt -> assertThat(new String(receipt.body(), java.nio.charset.StandardCharsets.UTF_8))
                                    .contains(request.toString(), "\"history\"", "\"count\":2"));
        });
        when().get("/v1/profiles/{id}/segments", profile).then().statusCode(404);

        suite.recorded(profile, orders);
        suite.recorded(profile, browser("view_item", suite.now().plusSeconds(2), "P1"));
        await().untilAsserted(
                        () -> assertThat(suite.memberships(profile, "active")).hasSize(2));
        assertThat(suite.records(profile + ":repeat-buyers").getLast().body()).isNull();
    }

    @Test
    void whoObjectsToProfilingIsInNoSegmentUntilTheyTakeItBack() {
        suite.recorded(profile, browser("view_item", suite.now(), "P1"));
        await().untilAsserted(() -> assertThat(member("active")).isTrue());

        suite.decided(profile, 1, new ConsentsChanged.State(null, "profiling", null, "withdrawn", suite.now()));
        await().untilAsserted(() -> assertThat(member("active")).isFalse());

        suite.decided(profile, 2, new ConsentsChanged.State(null, "profiling", null, "granted", suite.now()));
        await().untilAsserted(() -> assertThat(member("active")).isTrue());
    }

    private boolean member(String segment) {
        return suite.membership(profile, segment).map(SegmentMembership::member).orElse(false);
    }
}
