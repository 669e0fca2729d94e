package io.danggol.profile.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.contracts.ProfileMessage.Traits;
import io.danggol.profile.customer.Customer;
import io.danggol.profile.customer.Customers;
import io.danggol.profile.person.People;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// All that this service knows of a person, for them.
@ApplicationScoped
class Export {
    private final Pool pool;
    private final People people;
    private final Profiles profiles;
    private final Customers customers;
    private final ObjectMapper json;

    Export(Pool pool, People people, Profiles profiles, Customers customers, ObjectMapper json) {
        this.pool = pool;
        this.people = people;
        this.profiles = profiles;
        this.customers = customers;
        this.json = json;
    }

    /// @param customer what the shop told us; null for a browser's own export and where nothing was told
    /// @param consents every decision in the ledger, oldest first
    /// @param events oldest first
    /// @param derived what was derived from the events; null for portability
    record Content(
            UUID profileId,
            String type,
            Map<String, String> purposes,
            Customer customer,
            List<JsonNode> consents,
            List<JsonNode> events,
            List<JsonNode> messages,
            Derived derived) {}

    record Derived(Traits traits, List<UUID> aliases) {}

    Uni<Content> of(PrivacyRequest request) {
        return people.root(pool, request.profile())
                .map(root -> request.browserOnly() ? request.profile() : root)
                .chain(root -> Uni.combine()
                        .all()
                        .unis(
                                customers.of(pool, root),
                                rows("""
                                        select e.decision as body from members($1) as m
                                        join consent_entry e on e.subject = m.member
                                        where e.decision is not null order by e.recorded_at, e.number""", root),
                                rows("select body from archive where owner = any($1) order by occurred_at, id", root),
                                rows("""
                                        select body from message where profile in (select member from members($1))
                                        order by at, id""", root),
                                profiles.find(pool, List.of(root)),
                                profiles.aliases(pool, List.of(root)))
                        .asTuple()
                        .map(it -> new Content(
                                root,
                                request.type().wire(),
                                PURPOSES,
                                request.browserOnly() ? null : it.getItem1().orElse(null),
                                it.getItem2(),
                                it.getItem3(),
                                it.getItem4(),
                                request.type() == RequestType.PORTABILITY
                                                || it.getItem5().isEmpty()
                                        ? null
                                        : new Derived(
                                                it.getItem5()
                                                        .get(root)
                                                        .state()
                                                        .shown()
                                                        .traits(),
                                                it.getItem6().getOrDefault(root, List.of())))));
    }

    private static final Map<String, String> PURPOSES = Map.of(
            "events", "이용 분석과, 동의하신 경우 맞춤 추천",
            "customer", "주문과, 동의하신 채널의 광고성 정보 전송",
            "consents", "동의의 증빙",
            "messages", "보낸 메시지의 기록");

    private Uni<List<JsonNode>> rows(String statement, UUID profile) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(new UUID[] {profile}))
                .map(this::bodies);
    }

    private List<JsonNode> bodies(RowSet<Row> rows) {
        var bodies = new ArrayList<JsonNode>();
        rows.forEach(row -> bodies.add(read(row.getBuffer("body"))));
        return bodies;
    }

    private JsonNode read(Buffer body) {
        try {
            return json.readTree(body.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
