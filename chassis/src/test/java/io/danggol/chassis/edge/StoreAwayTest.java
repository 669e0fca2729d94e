package io.danggol.chassis.edge;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The gate is shut in the last test, for good.
@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoreAwayTest {
    @Inject
    Pool pool;

    /// An answer under way: the database is at it.
    private CompletableFuture<ValidatableResponse> started(String sql) {
        var answer = supplyAsync(() -> asked("/stored", sql));
        await().until(() -> pool.preparedQuery("select from pg_stat_activity where query = $1 and state = 'active'")
                        .execute(Tuple.of(sql))
                        .await()
                        .indefinitely()
                        .size()
                == 1);
        return answer;
    }

    private static ValidatableResponse asked(String path, String sql) {
        return given().queryParam("sql", sql).get(path).then();
    }

    private static void isAway(ValidatableResponse answer) {
        answer.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("type", equalTo("https://danggol.io/problems/store-away"));
    }

    @Test
    @Order(1)
    void aFaultOfOursIsNoOutage() {
        asked("/stored", "select 1").statusCode(200);
        asked("/stored", "select nothing").statusCode(500);
        asked("/stored/blocking", "select 1/0").statusCode(500);
    }

    @ParameterizedTest
    @Order(2)
    @ValueSource(strings = {"/stored", "/stored/blocking"})
    void aDatabaseThatEndsOurSessionIsAwayAndThenBack(String path) {
        isAway(asked(path, "select pg_terminate_backend(pg_backend_pid())"));

        asked(path, "select 1").statusCode(200);
    }

    @Test
    @Order(3)
    void aPoolThatHasNoConnectionLeftIsAway() {
        var slow = started("select pg_sleep(4)");

        isAway(asked("/stored", "select 1"));

        slow.join().statusCode(200);
    }

    @Test
    @Order(4)
    void aDatabaseThatGoesInAQueryIsAwayAndSoItIsForTheNextCaller() {
        var slow = started("select pg_sleep(30)");

        given().get("/stored/shut").then().statusCode(204);

        isAway(slow.join());
        isAway(asked("/stored", "select 1"));
        isAway(asked("/stored/blocking", "select 1"));
    }
}
