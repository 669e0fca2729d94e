package io.danggol.profile.archive;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.chassis.identity.Identities;
import io.danggol.local.testing.SuiteServers;
import io.danggol.profile.Shopper;
import io.danggol.profile.TestDatabase;
import io.danggol.profile.TestLog;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Portions are kept from being said while a test looks at them: they are put where nobody reads.
@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(user = "recommendation", roles = "service")
class ReplaysTest {
    @Inject
    TestLog log;

    @Inject
    Identities identities;

    @Inject
    TestDatabase database;

    private final Shopper shopper = Shopper.anonymous();
    private UUID id;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @BeforeEach
    void hold() {
        id = identities.profileOfVisitor(shopper.visitor());
        log.send(shopper.views("P1"), shopper.views("P2"));
        await().untilAsserted(() -> assertThat(log.history(id)).hasSize(2));
        await().untilAsserted(() -> assertThat(database.count("select count(*) from replay_portion"))
                .isZero());
        database.run("""
                create function held() returns trigger language plpgsql as $$
                begin new.partition := new.partition + 1000; return new; end $$""");
        database.run("create trigger held before insert on replay_portion for each row execute function held()");
    }

    @AfterEach
    void letGo() {
        database.run("drop trigger held on replay_portion");
        database.run("drop function held");
        database.run("update replay_portion set partition = partition - 1000 where partition >= 1000");
        await().untilAsserted(() -> assertThat(database.count("select count(*) from replay_portion"))
                .isZero());
    }

    @Test
    void whoAsksForTheWholeArchiveWhileItIsSaidAlreadyJoins() {
        var before = said();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> replay("{}"), callers))
                    .limit(4)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers)
                    .extracting(it -> it.getString("id"))
                    .containsOnly(answers.getFirst().getString("id"));
            assertThat(answers)
                    .extracting(it -> it.getLong("events"))
                    .containsOnly(database.count("select count(*) from archive"));
        }
        assertThat(database.count("select sum(cardinality(positions)) from replay_portion"))
                .isEqualTo(database.count("select count(*) from archive"));
        database.run("update replay_portion set partition = partition - 1000 where partition >= 1000");

        await().untilAsserted(() -> assertThat(database.count("select count(*) from replay_portion"))
                .isZero());

        assertThat(said()).isEqualTo(before + 2);
    }

    @Test
    void whoIsToldWhatIsLeftJoins() {
        var all = replay("{}");
        database.run("delete from replay_portion where id = (select min(id) from replay_portion)");

        var left = replay("{}");

        assertThat(left.getString("id")).isEqualTo(all.getString("id"));
        assertThat(left.getLong("events")).isLessThan(all.getLong("events"));
    }

    @Test
    void aReplayOfSomeIsOnesOwn() {
        replay("{}");
        var portions = database.count("select count(*) from replay_portion");

        var answer = replay("{\"profileIds\":[\"" + id + "\"]}");
        replay("{\"from\":\"2020-01-01T00:00:00Z\"}");

        assertThat(answer.getLong("events")).isEqualTo(2);
        assertThat(database.count("select count(*) from replay_portion")).isGreaterThan(2 * portions);
    }

    /// What it said first may no longer be on the log.
    @Test
    void nobodyJoinsAReplayThatHasNotEndedForADay() {
        var old = replay("{}");
        database.run("update replay_portion set asked_at = asked_at - interval '25 hours'");

        assertThat(replay("{}").getString("id")).isNotEqualTo(old.getString("id"));

        database.run("delete from replay_portion where replay = '" + old.getString("id") + "'");
    }

    private long said() {
        return log.about(id).stream()
                .filter(it -> it.type().contains("event-recorded"))
                .count();
    }

    private static JsonPath replay(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/archive/replays")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
    }
}
