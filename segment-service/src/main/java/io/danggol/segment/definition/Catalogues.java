package io.danggol.segment.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.segment.OrdersConfig;
import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.ConditionReader;
import io.danggol.segment.rfm.RfmStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Locale;

/// The catalogue in force, kept in memory as long as the database has no newer one.
@Singleton
public class Catalogues {
    private final RfmStore rfm;
    private final ObjectMapper json;
    private final boolean everyOrder;
    private volatile Catalogue last;

    Catalogues(RfmStore rfm, ObjectMapper json, OrdersConfig config) {
        this.rfm = rfm;
        this.json = json;
        this.everyOrder = config.every();
    }

    /// The catalogue in force. A fold asks after it has locked its profiles: then either it sees a change of a
    /// definition, or the backfill of that change comes after it.
    /// A row that it makes carries the version that it was evaluated against, and is found by that backfill, too.
    public Uni<Catalogue> inForce(SqlClient tx) {
        return tx.query("select version, thresholds from catalogue").execute().chain(rows -> {
            var row = rows.iterator().next();
            var version = row.getLong("version");
            var thresholds = row.getLong("thresholds");
            var known = last;
            return known != null && known.version() == version && known.thresholdsVersion() == thresholds
                    ? Uni.createFrom().item(known)
                    : read(tx, version, thresholds);
        });
    }

    private Uni<Catalogue> read(SqlClient tx, long version, long thresholds) {
        return rfm.of(tx, thresholds)
                .chain(cuts -> tx.query("select key, condition, state, version from segment order by key")
                        .execute()
                        .map(rows -> {
                            var definitions = new ArrayList<Definition>(rows.size());
                            rows.forEach(row -> definitions.add(definition(row)));
                            var read = new Catalogue(version, definitions, thresholds, cuts, everyOrder);
                            last = read;
                            return read;
                        }));
    }

    private Definition definition(Row row) {
        return new Definition(
                row.getString("key"),
                condition(row.getString("condition")),
                Definition.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("version"));
    }

    Condition condition(String text) {
        try {
            return switch (ConditionReader.read(json.readValue(text, Object.class), "")) {
                case ConditionReader.Reading.Read(var condition) -> condition;
                case ConditionReader.Reading.Refused(var faults) ->
                    throw new IllegalStateException("a stored condition cannot be read: " + faults);
            };
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
