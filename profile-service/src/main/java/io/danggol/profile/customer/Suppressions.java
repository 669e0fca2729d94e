package io.danggol.profile.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Addresses of people who were erased, as keyed hashes: nothing is advertised there, unless somebody agrees anew.
@ApplicationScoped
public class Suppressions {
    private final BlindIndex index;

    Suppressions(BlindIndex index) {
        this.index = index;
    }

    /// Since when each of these addresses is suppressed; those that are not are left out.
    public Uni<Map<String, Instant>> since(SqlClient client, List<String> addresses, boolean email) {
        if (addresses.isEmpty()) return Uni.createFrom().item(Map.of());
        var byHash = new HashMap<String, String>();
        addresses.forEach(
                it -> byHash.put(HexFormat.of().formatHex(email ? index.ofEmail(it) : index.ofPhone(it)), it));
        return client.preparedQuery("""
                        select encode(address, 'hex') as hash, since from suppression
                        where address in (select decode(h, 'hex') from unnest($1::text[]) as u (h))""")
                .execute(Tuple.of(byHash.keySet().toArray(String[]::new)))
                .map(rows -> {
                    var since = new HashMap<String, Instant>();
                    rows.forEach(row -> since.put(
                            byHash.get(row.getString("hash")),
                            row.getOffsetDateTime("since").toInstant()));
                    return since;
                });
    }

    /// Suppresses the addresses of these customers.
    public Uni<Void> add(SqlClient tx, List<Customer> customers, Instant at) {
        var hashes = customers.stream()
                .flatMap(it -> Stream.of(
                        it.email() == null ? null : index.ofEmail(it.email()),
                        it.phone() == null ? null : index.ofPhone(it.phone())))
                .filter(Objects::nonNull)
                .map(Buffer::buffer)
                .toArray(Buffer[]::new);
        if (hashes.length == 0) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        insert into suppression select distinct h, $2::timestamptz from unnest($1::bytea[]) as u (h)
                        on conflict (address) do update set since = greatest(suppression.since, excluded.since)""")
                .execute(Tuple.of(hashes, at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
