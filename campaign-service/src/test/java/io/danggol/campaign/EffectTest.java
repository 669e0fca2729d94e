package io.danggol.campaign;

import static io.danggol.campaign.Channel.EMAIL;
import static io.danggol.campaign.Channel.KAKAO;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.danggol.campaign.eligibility.Holdout;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ProfileMessage.EventMoved;
import io.danggol.contracts.ProfileMessage.EventRecorded;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.Topics;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a campaign brought about, beside what those did who were left out.
@ServiceTest
@Staff
class EffectTest {
    private static final Duration A_WHILE = Duration.ofSeconds(40);
    private static final String KEY = "effect";

    @Inject
    Scene scene;

    @Test
    void whoGotTheMessageIsComparedWithWhoWasLeftOut() {
        scene.active(KEY, """
                {"key":"effect","kind":"triggered","trigger":{"segmentEntered":"effect"},"holdout":0.5,
                 "goal":{"event":"purchase","within":"P3D"},
                 "steps":[{"key":"first","channels":["kakao","email"],"mode":"first"}],
                 "content":{"kakao":{"content":"안녕하세요"},"email":{"subject":"안녕하세요","text":"안녕하세요"}}}""");
        var messaged = people(4, false);
        var leftOut = people(2, true);
        for (var one : messaged) scene.enters(one.id(), KEY);
        for (var one : leftOut) scene.enters(one.id(), KEY);
        await().atMost(A_WHILE)
                .untilAsserted(() -> report().body("steps", hasSize(1))
                        .body("steps[0].channel", is("kakao"))
                        .body("steps[0].delivered", is(4))
                        .body("holdout", is(2)));
        var later = World.NOW.instant().plusSeconds(5);
        var earlier = World.NOW.instant().minus(Duration.ofHours(1));

        tell(messaged.get(0), Scene.event("purchase", "server", "T1", later, 39_000));
        tell(messaged.get(0), Scene.event("refund", "server", "T1", later.plusSeconds(9), 9_000));
        tell(messaged.get(1), Scene.event("purchase", "browser", "T2", later, 50_000));
        tell(messaged.get(2), Scene.event("order_cancelled", "server", "T3", later.plusSeconds(1), null));
        tell(messaged.get(2), Scene.event("purchase", "server", "T3", later, 60_000));
        tell(messaged.get(2), Scene.event("purchase", "server", "T4", earlier, 70_000));
        tell(messaged.get(3), Scene.event("purchase", "server", "T5", later.plus(Duration.ofDays(4)), 80_000));
        var visitor = UUID.randomUUID();
        var beforeLogin = Scene.event("purchase", "server", "T6", later, 20_000);
        send(visitor, EventRecorded.TYPE, new EventRecorded(visitor, "v_1", beforeLogin));
        var moved = new EventMoved(visitor, leftOut.get(0).id(), "v_1", beforeLogin);
        for (var key : List.of(moved.into(), moved.from())) send(key, EventMoved.TYPE, moved);

        await().atMost(A_WHILE)
                .untilAsserted(() -> report().body("goal.event", is("purchase"))
                        .body("goal.within", is("P3D"))
                        .body("steps[0].variants[0].variant", is("message"))
                        .body("steps[0].variants[0].people", is(4))
                        .body("steps[0].variants[0].converted", is(1))
                        .body("steps[0].variants[0].revenue", hasSize(1))
                        .body("steps[0].variants[0].revenue[0].currency", is("KRW"))
                        .body("steps[0].variants[0].revenue[0].amount", is(30_000))
                        .body("steps[0].variants[1].variant", is("holdout"))
                        .body("steps[0].variants[1].people", is(2))
                        .body("steps[0].variants[1].converted", is(1))
                        .body("steps[0].variants[1].revenue[0].amount", is(20_000))
                        .body("steps[0].uplift.difference", is(-0.25f)));
        var uplift = report().extract().jsonPath().getMap("steps[0].uplift", String.class, Float.class);
        assertThat(uplift.get("low")).isBetween(-1f, -0.25f);
        assertThat(uplift.get("high")).isBetween(0f, 1f);

        scene.send(
                Topics.ERASURES,
                UUID.randomUUID().toString(),
                ErasureOrdered.TYPE,
                new ErasureOrdered(
                        UUID.randomUUID(), List.of(messaged.get(0).id()), List.of(), later.plus(Duration.ofDays(1))));
        await().atMost(A_WHILE)
                .untilAsserted(() -> report().body("steps[0].delivered", is(4))
                        .body("steps[0].variants[0].people", is(3))
                        .body("steps[0].variants[0].converted", is(0))
                        .body("steps[0].variants[0].revenue", hasSize(0))
                        .body("steps[0].uplift.difference", is(-0.5f)));
        tell(messaged.get(0), Scene.event("purchase", "server", "T7", later, 39_000));
        tell(messaged.get(1), Scene.event("purchase", "server", "T8", later, 1_000));
        await().atMost(A_WHILE).untilAsserted(() -> report().body("steps[0].variants[0].revenue[0].amount", is(1_000)));
    }

    @Test
    void aCampaignWithoutAGoalHasNoSuchColumns() {
        scene.triggered("effect-none", EMAIL);
        var kim = scene.shopper(EMAIL);
        scene.enters(kim.id(), "effect-none");

        await().atMost(A_WHILE)
                .untilAsserted(() -> given().get("/v1/campaigns/effect-none/report")
                        .then()
                        .body("steps[0].sent", is(1))
                        .body("goal", nullValue())
                        .body("steps[0].variants", nullValue())
                        .body("steps[0].uplift", nullValue()));
    }

    private List<Scene.Customer> people(int count, boolean leftOut) {
        var people = new ArrayList<Scene.Customer>();
        while (people.size() < count) {
            var id = UUID.randomUUID();
            if (Holdout.covers(KEY, id, 0.5) != leftOut) continue;
            var one = scene.customer(id);
            scene.consents(one, KAKAO, EMAIL);
            people.add(one);
        }
        return people;
    }

    /// Three times: a repeat changes nothing.
    private void tell(Scene.Customer customer, StorefrontEvent event) {
        for (var i = 0; i < 3; i++)
            send(customer.id(), EventRecorded.TYPE, new EventRecorded(customer.id(), null, event));
    }

    private void send(UUID key, String type, Object body) {
        scene.send(Topics.PROFILE_EVENTS, key.toString(), type, body);
    }

    private static ValidatableResponse report() {
        return given().get("/v1/campaigns/" + KEY + "/report").then().statusCode(200);
    }
}
