package io.danggol.profile.totals;

import io.danggol.profile.facts.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/// The shop in figures, over everything that is in the archive.
@Path("/v1/totals")
@RolesAllowed({"analyst", "marketer", "operator"})
class TotalsResource {
    /// @param events accepted events, each once
    /// @param visitors browsers
    /// @param users people: profiles with at least one event
    /// @param buyers people with at least one order, cancelled ones included
    /// @param orders orders, cancelled ones included
    /// @param carts people with a product in the cart that they did not buy later
    /// @param revenue by currency
    record Totals(
            long events,
            long visitors,
            long users,
            long buyers,
            long orders,
            long carts,
            Map<String, Revenue> revenue) {}

    /// @param gross before refunds and cancellations
    /// @param net after them
    record Revenue(long orders, BigDecimal gross, BigDecimal net) {}

    /// The profiles that are counted.
    private static final String PEOPLE = """
            with people as (
                select * from profile
                where $1 = '' or id in (select owner from archive where starts_with(visitor, $1)))
            """;

    private final Pool pool;

    TotalsResource(Pool pool) {
        this.pool = pool;
    }

    /// @param visitorIdPrefix counts only people with an event of a browser whose id starts so; everybody if empty
    @GET
    public Uni<Totals> get(@QueryParam("visitorIdPrefix") @DefaultValue("") String visitorIdPrefix) {
        return revenue(visitorIdPrefix)
                .chain(revenue -> pool.preparedQuery(PEOPLE + """
                        select (select count(*) from archive
                                where $1 = '' or starts_with(visitor, $1)) as events,
                            (select count(*) from browser where starts_with(visitor, $1)) as visitors,
                            count(*) filter (where events > 0) as users,
                            count(*) filter (where exists (
                                select from jsonb_each(revenue) as r where (r.value ->> 'orders')::bigint > 0)) as buyers,
                            count(*) filter (where in_cart) as carts
                        from people""")
                        .execute(Tuple.of(visitorIdPrefix))
                        .map(rows -> {
                            var row = rows.iterator().next();
                            return new Totals(
                                    row.getLong("events"),
                                    row.getLong("visitors"),
                                    row.getLong("users"),
                                    row.getLong("buyers"),
                                    revenue.values().stream()
                                            .mapToLong(Revenue::orders)
                                            .sum(),
                                    row.getLong("carts"),
                                    revenue);
                        }));
    }

    private Uni<Map<String, Revenue>> revenue(String visitorIdPrefix) {
        return pool.preparedQuery(PEOPLE + """
                        select r.key as currency, sum((r.value ->> 'orders')::bigint)::bigint as orders,
                            sum((r.value ->> 'gross')::bigint)::bigint as gross,
                            sum((r.value ->> 'net')::bigint)::bigint as net
                        from people, jsonb_each(revenue) as r group by r.key""")
                .execute(Tuple.of(visitorIdPrefix))
                .map(rows -> {
                    var revenue = new TreeMap<String, Revenue>();
                    rows.forEach(row -> {
                        var currency = row.getString("currency");
                        revenue.put(
                                currency,
                                new Revenue(
                                        row.getLong("orders"),
                                        Money.major(row.getLong("gross"), currency),
                                        Money.major(row.getLong("net"), currency)));
                    });
                    return revenue;
                });
    }
}
