package io.danggol.segment.membership;

import static io.danggol.segment.Storefront.browser;
import static io.danggol.segment.Storefront.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.danggol.chassis.log.LogReaders;
import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.SuiteServers;
import io.danggol.segment.Suite;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What two replicas do at the same time: read the same topics in one group, and look for due and for late profiles.
@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class ReplicasTest {
    private static final int PEOPLE = 60;

    @Inject
    Suite suite;

    @Inject
    Reviews reviews;

    @Inject
    LogReaders readers;

    @Inject
    ProfileEventsConsumer consumer;

    @Test
    void twoReplicasSayEachThingOnceAndWhatTheySayKeepsToItsSchema() {
        suite.pass(Duration.ofDays(1));
        // A second reader takes half of the partitions while events flow.
        readers.reader("profile-events", List.of(Topics.PROFILE_EVENTS), consumer)
                .start();
        var people = new ArrayList<UUID>();
        for (var i = 0; i < PEOPLE; i++) {
            var person = UUID.randomUUID();
            people.add(person);
            suite.recorded(person, browser("add_to_cart", suite.now(), "P" + i));
            if (i % 2 == 0)
                suite.recorded(person, purchase("T-" + person, suite.now().plusSeconds(60), "P" + i));
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(people)
                        .allSatisfy(person ->
                                assertThat(suite.membership(person, "active")).isPresent()));

        suite.pass(Duration.ofHours(2));
        for (var i = 0; i < 20; i++) {
            // Beside the service's own workers.
            reviews.reviewDue().subscribe().with(_ -> {}, _ -> {});
            reviews.reviewBehind().subscribe().with(_ -> {}, _ -> {});
        }

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            for (var i = 0; i < PEOPLE; i++) {
                var said = suite.memberships(people.get(i), "cart-abandoners");
                assertThat(said).hasSize(i % 2 == 0 ? 0 : 1);
            }
        });
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("classpath:schemas/membership-changed.v1.schema.json"));
        for (var person : people) {
            for (var record : suite.records(person + ":active")) {
                assertThat(schema.validate(new String(record.body(), StandardCharsets.UTF_8), InputFormat.JSON))
                        .isEmpty();
                assertThat(record.type()).isEqualTo(SegmentMembership.TYPE);
            }
        }
    }
}
