package io.danggol.campaign;

import static io.danggol.campaign.Channel.EMAIL;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ProfileMessage.ProfileMerged;
import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.SegmentMembership.Cause;
import io.danggol.contracts.Topics;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Broadcasts, merges, erasures: what happens to many people, and to the same person twice.
@ServiceTest
@Staff
class AudienceTest {
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    @Inject
    Scene scene;

    @Inject
    Log log;

    @Inject
    Pool pool;

    @Test
    void aBroadcastReachesEveryMemberOnceAndEveryMemberIsOnRecord() {
        var members = new ArrayList<Scene.Customer>();
        for (var i = 0; i < 30; i++) {
            var member = scene.customer();
            members.add(member);
            if (i % 3 != 0) scene.consents(member, EMAIL);
            scene.tell(new SegmentMembership(
                    member.id(), "newsletter", true, World.NOW.instant(), scene.revision(), "", null, Cause.BACKFILL));
        }
        var outsider = scene.customer();
        scene.consents(outsider, EMAIL);
        folded(members.getLast().id(), "newsletter");
        scene.active("newsletter-1", """
                {"key":"newsletter-1","kind":"broadcast","audience":{"segment":"newsletter"},
                 "steps":[{"key":"only","channels":["email"]}],
                 "content":{"email":{"subject":"이번 주 새 상품","text":"{customer.name}님\\n\\n{recommendations}"}}}""");
        given().post("/v1/campaigns/newsletter-1/pause")
                .then()
                .statusCode(200)
                .body("state", org.hamcrest.Matchers.is("paused"));
        given().post("/v1/campaigns/newsletter-1/activate").then().statusCode(200);

        await().atMost(A_WHILE)
                .untilAsserted(() -> given().get("/v1/campaigns/newsletter-1")
                        .then()
                        .body("state", org.hamcrest.Matchers.is("ended")));

        given().get("/v1/campaigns/newsletter-1/report")
                .then()
                .body("steps[0].sent", org.hamcrest.Matchers.is(20))
                .body("steps[0].withheld[0].count", org.hamcrest.Matchers.is(10))
                .body("steps[0].withheld[0].reason.code", org.hamcrest.Matchers.is("no-consent"));
        for (var i = 0; i < members.size(); i++)
            assertThat(World.mails(members.get(i).email())).hasSize(i % 3 == 0 ? 0 : 1);
        assertThat(Scene.decisions(outsider.id())).isEmpty();
    }

    @Test
    void whenTwoProfilesTurnOutToBeOnePersonTheClashIsDropped() {
        scene.triggered("merge-1", EMAIL);
        var visitor = scene.customer();
        var customer = scene.customer();
        for (var one : List.of(visitor, customer)) {
            scene.cart(one.id(), "P1");
            scene.consents(one, EMAIL);
        }
        var first = scene.enters(visitor.id(), "merge-1");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(visitor.email())).hasSize(1));

        var merged = new ProfileMerged(visitor.id(), customer.id(), World.NOW.instant());
        for (var key : List.of(visitor.id(), customer.id()))
            scene.send(Topics.PROFILE_EVENTS, key.toString(), ProfileMerged.TYPE, merged);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(raw(customer.id())).isEqualTo(1));
        scene.tell(new SegmentMembership(
                customer.id(),
                "merge-1",
                true,
                World.NOW.instant(),
                scene.revision(),
                "",
                first.occurrence(),
                Cause.EVENT));
        var fence = scene.shopper(EMAIL);
        scene.enters(fence.id(), "merge-1");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(fence.email())).hasSize(1));

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(raw(customer.id())).isEqualTo(1));
        assertThat(World.mails(customer.email())).isEmpty();
        assertThat(Scene.decisions(visitor.id())).hasSize(1).isEqualTo(Scene.decisions(customer.id()));
    }

    @Test
    void whoIsErasedLeavesOnlyImpersonalRecordsAndStaysErased() {
        scene.triggered("erase-1", EMAIL);
        var kim = scene.shopper(EMAIL);
        var told = scene.enters(kim.id(), "erase-1");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(1));
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(Scene.decisions(kim.id()))
                        .singleElement()
                        .satisfies(decision -> assertThat(decision).containsEntry("outcome", "sent")));
        var unsubscribe = World.source(World.mails(kim.email()).getFirst())
                .replaceAll("(?s).*List-Unsubscribe: <https://msg\\.shop\\.example(/u/[^>]+)>.*", "$1");
        var request = UUID.randomUUID();

        scene.send(
                Topics.ERASURES,
                request.toString(),
                ErasureOrdered.TYPE,
                new ErasureOrdered(request, List.of(kim.id()), List.of(), World.NOW.instant()));

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(log.all())
                        .filteredOn(one -> one.topic().endsWith(Topics.ERASURE_RECEIPTS.name())
                                && one.body().path("requestId").asText().equals(request.toString()))
                        .extracting(one -> one.body().path("store").asText())
                        .contains("decisions", "messages", "memberships", "consents", "profiles", "suppressions"));
        assertThat(Scene.decisions(kim.id())).isEmpty();
        given().get("/v1/campaigns/erase-1/report").then().body("steps[0].sent", org.hamcrest.Matchers.is(1));
        given().post(unsubscribe).then().statusCode(200);
        scene.tell(new SegmentMembership(
                kim.id(), "erase-1", true, told.since(), scene.revision(), "", told.occurrence(), Cause.EVENT));
        var fence = scene.shopper(EMAIL);
        scene.enters(fence.id(), "erase-1");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(fence.email())).hasSize(1));
        assertThat(Scene.decisions(kim.id())).isEmpty();
        assertThat(World.mails(kim.email())).hasSize(1);
    }

    private void folded(UUID person, String segment) {
        await().atMost(A_WHILE)
                .until(() -> pool.preparedQuery("select 1 from membership where profile_id = $1 and segment = $2")
                                .executeAndAwait(Tuple.of(person, segment))
                                .rowCount()
                        == 1);
    }

    private long raw(UUID person) {
        return pool.preparedQuery("select count(*) from decision where profile_id = $1")
                .executeAndAwait(Tuple.of(person))
                .iterator()
                .next()
                .getLong(0);
    }
}
