package io.danggol.profile.customer;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.danggol.chassis.identity.Identities;
import io.danggol.local.testing.SuiteServers;
import io.danggol.profile.TestDatabase;
import io.danggol.profile.customer.Sealer.Sealed;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(
        user = "olga",
        roles = {"ingest", "operator", "analyst"})
@Timeout(60)
class KeyRotationTest {
    private static final String EARLIER = "k0";
    private static final String CURRENT = "k1";
    private static final String LOST =
            "lost:" + Base64.getEncoder().encodeToString("l".repeat(32).getBytes(UTF_8));

    @Inject
    Pool pool;

    @Inject
    TestDatabase database;

    @Inject
    Identities identities;

    @Inject
    Sealer sealer;

    @ConfigProperty(name = "danggol.encryption.keys")
    List<String> keys;

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final ExtHandler log = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord line) {
            logged.add(line.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        Logger.getLogger(KeyRotation.class.getName()).addHandler(log);
    }

    /// What some tests write is nobody's customer.
    @AfterEach
    void clean() {
        Logger.getLogger(KeyRotation.class.getName()).removeHandler(log);
        database.run("delete from customer where email_index = '\\x00'");
    }

    private Sealer earlier() {
        return new Sealer(
                keys.stream().filter(key -> key.startsWith(EARLIER + ":")).toList());
    }

    /// A replica's rotation, of which nobody but the test makes use.
    private KeyRotation rotation() {
        return new KeyRotation(pool, sealer);
    }

    /// What the service does at its start and every hour.
    private void rotate() {
        rotate(rotation());
    }

    private static void rotate(KeyRotation rotation) {
        while (rotation.step()) {}
    }

    /// Seals all values of a table's rows under the earlier key, as a service would have that knew no other.
    private void age(String table, String owner, String which) {
        for (var row : database.rows(
                "select ctid::text as at, " + owner + "::text as owner, * from " + table + " where " + which)) {
            var sealed =
                    new Sealed(row.getString("key_id"), row.getBuffer("sealed").getBytes());
            var aged = earlier().seal(sealer.open(sealed, row.getString("owner")), row.getString("owner"));
            pool.preparedQuery("update " + table + " set sealed = $1, key_id = $2 where ctid = $3::text::tid")
                    .execute(Tuple.of(Buffer.buffer(aged.bytes()), aged.keyId(), row.getString("at")))
                    .await()
                    .indefinitely();
        }
        assertThat(keysOf(table, which)).containsOnly(EARLIER);
    }

    private List<String> keysOf(String table, String which) {
        return database.rows("select distinct key_id from " + table + " where " + which).stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void everyTableComesUnderTheFirstKeyAndReadsAsBefore() {
        var customer = "c-" + UUID.randomUUID();
        var email = "kim-" + customer + "@example.invalid";
        var profile = identities.profileOfCustomer(identities.customerHash(customer));
        given().contentType("application/json")
                .body("{\"email\":\"" + email + "\",\"name\":\"김단골\"}")
                .put("/v1/customers/" + customer)
                .then()
                .statusCode(201);
        for (var i = 0; i < 3; i++) {
            given().contentType("application/json")
                    .body("{\"text\":\"메모 " + i + "\"}")
                    .post("/v1/profiles/" + profile + "/notes")
                    .then()
                    .statusCode(201);
        }
        var mine = "profile = '" + profile + "'";
        age("customer", "profile", mine);
        age("note", "profile", mine);
        var updated = database.rows("select updated_at from customer where " + mine)
                .getFirst()
                .getOffsetDateTime(0);
        var imported = "c-" + UUID.randomUUID();
        var waiting = new WaitingImport(imported);

        rotate();

        assertThat(keysOf("customer", mine)).containsExactly(CURRENT);
        assertThat(keysOf("note", mine)).containsExactly(CURRENT);
        assertThat(keysOf("data_import_chunk", waiting.which())).containsExactly(CURRENT);
        waiting.goOn();
        when().get("/v1/profiles?email=" + email)
                .then()
                .statusCode(200)
                .body("customerId", equalTo(customer))
                .body("id", equalTo(profile.toString()));
        for (var i = 0; i < 3; i++) {
            when().get("/v1/profiles/" + profile + "/timeline")
                    .then()
                    .statusCode(200)
                    .body("items.note.text", hasItem("메모 " + i));
        }
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() ->
                        when().get("/v1/profiles?customerId=" + imported).then().statusCode(200));
        assertThat(database.rows("select updated_at from customer where " + mine)
                        .getFirst()
                        .getOffsetDateTime(0))
                .isEqualTo(updated);
        assertThat(String.join("\n", logged)).contains(EARLIER).doesNotContain(email, customer, profile.toString());
    }

    /// An import whose rows, of several chunks, are sealed under the earlier key and wait.
    private final class WaitingImport {
        private final UUID id = UUID.randomUUID();
        private final SqlConnection holding;

        private WaitingImport(String customer) {
            database.run("insert into data_import (id, kind, text, created_at, rows) values ('" + id
                    + "', 'CUSTOMERS', false, now(), 3)");
            holding = pool.getConnection().await().indefinitely();
            holding.begin().await().indefinitely();
            // Who takes imports in passes over one that is held; rows may be added to it.
            holding.query("select from data_import where id = '" + id + "' for no key update")
                    .execute()
                    .await()
                    .indefinitely();
            for (var row = 1; row <= 3; row++) {
                var line = "{\"customerId\":\"" + (row == 2 ? customer : "c-" + UUID.randomUUID()) + "\"}";
                var sealed = earlier().seal(line.getBytes(UTF_8), id.toString());
                pool.preparedQuery("insert into data_import_chunk values ($1, $2, $3, $4)")
                        .execute(Tuple.of(id, row, Buffer.buffer(sealed.bytes()), sealed.keyId()))
                        .await()
                        .indefinitely();
            }
        }

        private String which() {
            return "import = '" + id + "'";
        }

        private void goOn() {
            holding.close().await().indefinitely();
        }
    }

    /// Writes a value that is nobody's customer; `clean` removes it.
    private void put(SqlClient client, UUID owner, String text, Sealer by) {
        var sealed = by.seal(text.getBytes(UTF_8), owner.toString());
        client.preparedQuery("""
                        insert into customer values ($1, $2, $3, '\\x00', null, now())
                        on conflict (profile) do update set sealed = excluded.sealed, key_id = excluded.key_id""")
                .execute(Tuple.of(owner, Buffer.buffer(sealed.bytes()), sealed.keyId()))
                .await()
                .indefinitely();
    }

    private String read(UUID owner, Sealer by) {
        var row = database.rows("select sealed, key_id from customer where profile = '" + owner + "'")
                .getFirst();
        return new String(
                by.open(
                        new Sealed(
                                row.getString("key_id"), row.getBuffer("sealed").getBytes()),
                        owner.toString()),
                UTF_8);
    }

    private String keyOf(UUID owner) {
        return keysOf("customer", "profile = '" + owner + "'").getFirst();
    }

    private static List<UUID> owners(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }

    @Test
    void moreThanABatchIsRenewedAndTwiceChangesNothing() {
        var owners = owners(450);
        owners.forEach(owner -> put(pool, owner, "of " + owner, earlier()));

        rotate();

        assertThat(keysOf("customer", "email_index = '\\x00'")).containsExactly(CURRENT);
        assertThat(owners).allSatisfy(owner -> assertThat(read(owner, sealer)).isEqualTo("of " + owner));
        assertThat(rotation().step()).isFalse();
    }

    @Test
    void whatCannotBeOpenedStaysAndHoldsNothingUp() {
        var owners = owners(300);
        var liar = new Sealer(List.of(LOST.replace("lost:", EARLIER + ":")));
        var lost = new Sealer(List.of(LOST));
        owners.forEach(owner -> put(pool, owner, "of " + owner, earlier()));
        var unknown = owners(3);
        unknown.forEach(owner -> put(pool, owner, "lost", lost));
        var wrong = owners(2);
        wrong.forEach(owner -> put(pool, owner, "wrong", liar));
        var rotation = rotation();

        rotate(rotation);
        rotate(rotation);

        assertThat(owners).allSatisfy(owner -> assertThat(keyOf(owner)).isEqualTo(CURRENT));
        assertThat(unknown).allSatisfy(owner -> {
            assertThat(keyOf(owner)).isEqualTo("lost");
            assertThat(read(owner, lost)).isEqualTo("lost");
        });
        assertThat(wrong).allSatisfy(owner -> assertThat(read(owner, liar)).isEqualTo("wrong"));
        assertThat(logged)
                .containsExactlyInAnyOrder(
                        "customer: 3 values are sealed under the key lost, which danggol.encryption.keys lacks",
                        "customer: 300 values came from the key k0 under the first one",
                        "customer: the key k0 does not open 2 values that name it");
    }

    @Test
    void whatSomebodyIsChangingIsLeftToThem() {
        var changed = UUID.randomUUID();
        var other = UUID.randomUUID();
        put(pool, changed, "before", earlier());
        put(pool, other, "of another", earlier());
        var change = pool.getConnection().await().indefinitely();
        var tx = change.begin().await().indefinitely();
        put(change, changed, "after", earlier());

        rotate();

        assertThat(keyOf(other)).isEqualTo(CURRENT);
        assertThat(keyOf(changed)).isEqualTo(EARLIER);
        tx.commit().await().indefinitely();
        change.close().await().indefinitely();
        assertThat(read(changed, earlier())).isEqualTo("after");
        rotate();
        assertThat(keyOf(changed)).isEqualTo(CURRENT);
        assertThat(read(changed, sealer)).isEqualTo("after");
    }

    /// Two replicas rotate while others write, some of whom still seal under the earlier key.
    @Test
    void ofChangesInBetweenTheLastOneStays() throws Exception {
        var owners = owners(40);
        owners.forEach(owner -> put(pool, owner, "0", earlier()));
        var last = new ArrayList<Future<Map<UUID, String>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 4)
                    .mapToObj(number -> threads.submit(() -> write(owners.subList(10 * number, 10 * number + 10))))
                    .toList();
            var rotating = Stream.generate(this::rotation)
                    .limit(2)
                    .map(rotation -> threads.submit(() -> {
                        while (!writers.stream().allMatch(Future::isDone)) rotate(rotation);
                    }))
                    .toList();
            for (var each : rotating) each.get();
            last.addAll(writers);
        }
        rotate();

        for (var each : last) {
            assertThat(each.get()).allSatisfy((owner, text) -> {
                assertThat(keyOf(owner)).isEqualTo(CURRENT);
                assertThat(read(owner, sealer)).isEqualTo(text);
            });
        }
    }

    /// The text that was written last for each.
    private Map<UUID, String> write(List<UUID> owners) {
        var random = new Random();
        var texts = new HashMap<UUID, String>();
        for (var number = 1; number <= 400; number++) {
            var owner = owners.get(random.nextInt(owners.size()));
            put(pool, owner, "number " + number, random.nextInt(3) == 0 ? sealer : earlier());
            texts.put(owner, "number " + number);
        }
        return texts;
    }
}
