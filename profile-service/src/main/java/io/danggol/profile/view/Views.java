package io.danggol.profile.view;

import io.danggol.profile.consent.Channel;
import io.danggol.profile.consent.Ledger;
import io.danggol.profile.consent.Permission;
import io.danggol.profile.consent.Purpose;
import io.danggol.profile.consent.Standing;
import io.danggol.profile.customer.Customer;
import io.danggol.profile.customer.Customers;
import io.danggol.profile.person.ProfileRow;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Puts together what staff see of a person.
@ApplicationScoped
class Views {
    private final Pool pool;
    private final Profiles profiles;
    private final Customers customers;
    private final Ledger ledger;

    Views(Pool pool, Profiles profiles, Customers customers, Ledger ledger) {
        this.pool = pool;
        this.profiles = profiles;
        this.customers = customers;
        this.ledger = ledger;
    }

    Uni<ProfileView> of(ProfileRow row) {
        return Uni.combine()
                .all()
                .unis(
                        customers.of(pool, row.id()),
                        visitors(row.id()),
                        profiles.aliases(pool, List.of(row.id())),
                        ledger.shown(pool, row.id()))
                .asTuple()
                .map(it -> view(
                        row,
                        it.getItem1(),
                        it.getItem2(),
                        it.getItem3().getOrDefault(row.id(), List.of()),
                        it.getItem4()));
    }

    private Uni<List<String>> visitors(UUID profile) {
        return pool.preparedQuery("""
                        select distinct visitor from archive where owner = $1 and visitor is not null order by visitor""").execute(Tuple.of(profile)).map(rows -> {
            var visitors = new ArrayList<String>();
            rows.forEach(row -> visitors.add(row.getString(0)));
            return visitors;
        });
    }

    private static ProfileView view(
            ProfileRow row,
            Optional<Customer> customer,
            List<String> visitors,
            List<UUID> aliases,
            Map<Permission, Standing> consents) {
        var seen = row.state().facts().traits();
        return new ProfileView(
                row.id(),
                customer.map(Customer::customerId).orElse(null),
                visitors,
                aliases,
                seen.firstSeenAt(),
                seen.lastSeenAt(),
                ProfileView.Traits.of(row.state().shown().traits()),
                consents(consents),
                row.restricted());
    }

    private static Map<String, Object> consents(Map<Permission, Standing> standing) {
        var all = new LinkedHashMap<String, Object>();
        for (var purpose : Purpose.values()) {
            if (purpose.channels().isEmpty()) {
                all.put(purpose.wire(), state(standing.get(Permission.of(purpose))));
                continue;
            }
            var channels = new LinkedHashMap<String, String>();
            for (Channel channel : purpose.channels()) {
                channels.put(channel.wire(), state(standing.get(Permission.of(purpose, channel))));
            }
            all.put(purpose.wire(), channels);
        }
        return all;
    }

    private static String state(Standing standing) {
        return standing == null ? "unknown" : standing.granted() ? "granted" : "withdrawn";
    }
}
