package io.danggol.profile.customer;

import io.danggol.profile.customer.Sealer.Sealed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A table of sealed values as [KeyRotation] sees it. Each row has the columns `sealed` and `key_id`.
///
/// @param id the first column of its primary key
/// @param part the second, or `0` where there is none
/// @param owner the column that says whose value it is
/// @param batch so many rows are read at once
record SealedTable(String name, String id, String part, String owner, int batch) {
    static final List<SealedTable> ALL = List.of(
            new SealedTable("customer", "profile", "0", "profile", 200),
            new SealedTable("note", "id", "0", "profile", 200),
            // One at a time, as it may hold megabytes.
            new SealedTable("data_import_chunk", "import", "first_row", "import", 1));

    /// Where a row stands in the order of its table.
    record Place(UUID id, int part) {
        static final Place BEFORE_ALL = new Place(new UUID(0, 0), -1);
    }

    /// A row's value.
    record Value(Place place, String owner, Sealed sealed) {}

    /// The ids of all keys under which something is sealed; costs a look into the index for each.
    Uni<List<String>> keys(SqlClient client) {
        return client.query("""
                        with recursive found as (
                            select min(key_id) as key_id from %1$s
                            union all
                            select (select min(t.key_id) from %1$s t where t.key_id > found.key_id) from found
                            where found.key_id is not null)
                        select key_id from found where key_id is not null""".formatted(name)).execute().map(rows -> {
            var keys = new ArrayList<String>();
            rows.forEach(row -> keys.add(row.getString("key_id")));
            return keys;
        });
    }

    /// How many values are sealed under a key.
    Uni<Long> count(SqlClient client, String keyId) {
        return client.preparedQuery("select count(*) from " + name + " where key_id = $1")
                .execute(Tuple.of(keyId))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /// The next values that are sealed under a key, and keeps others from changing them until `tx` ends. What somebody
    /// else is changing now is left out.
    Uni<List<Value>> take(SqlClient tx, String keyId, Place after) {
        return tx.preparedQuery("""
                        select %2$s as id, %3$s as part, %4$s::text as owner, key_id, sealed from %1$s
                        where key_id = $1 and (%2$s, %3$s) > ($2, $3)
                        order by id, part limit $4 for update skip locked""".formatted(name, id, part, owner))
                .execute(Tuple.of(keyId, after.id(), after.part(), batch))
                .map(rows -> {
                    var values = new ArrayList<Value>();
                    rows.forEach(row -> values.add(new Value(
                            new Place(row.getUUID("id"), row.getInteger("part")),
                            row.getString("owner"),
                            new Sealed(
                                    row.getString("key_id"),
                                    row.getBuffer("sealed").getBytes()))));
                    return values;
                });
    }

    /// Writes values that this transaction has taken.
    Uni<Void> put(SqlClient tx, List<Value> values) {
        if (values.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        update %1$s as t set sealed = n.sealed, key_id = n.key_id
                        from unnest($1::uuid[], $2::int[], $3::text[], $4::bytea[]) as n (id, part, key_id, sealed)
                        where t.%2$s = n.id and %3$s = n.part""".formatted(name, id, part))
                .execute(Tuple.of(
                        values.stream().map(it -> it.place().id()).toArray(UUID[]::new),
                        values.stream().map(it -> it.place().part()).toArray(Integer[]::new),
                        values.stream().map(it -> it.sealed().keyId()).toArray(String[]::new),
                        values.stream()
                                .map(it -> Buffer.buffer(it.sealed().bytes()))
                                .toArray(Buffer[]::new)))
                .replaceWithVoid();
    }
}
