package io.danggol.profile.person;

import io.danggol.chassis.identity.Identities;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Finds people by whatever id they once had.
@ApplicationScoped
public class People {
    private final Profiles profiles;
    private final Identities identities;

    People(Profiles profiles, Identities identities) {
        this.profiles = profiles;
        this.identities = identities;
    }

    /// The profile that this id stands for after all merges; refuses an id that is nobody's.
    public Uni<ProfileRow> require(SqlClient client, UUID id) {
        return find(client, id).map(found -> found.orElseThrow(PersonRefusal.Unknown::new));
    }

    public Uni<Optional<ProfileRow>> find(SqlClient client, UUID id) {
        return root(client, id)
                .chain(root -> profiles.find(client, List.of(root)).map(found -> Optional.ofNullable(found.get(root))));
    }

    public Uni<UUID> root(SqlClient client, UUID id) {
        return roots(client, List.of(id)).map(roots -> roots.get(id));
    }

    public Uni<Map<UUID, UUID>> roots(SqlClient client, Collection<UUID> ids) {
        return client.preparedQuery("select id, root from roots($1)")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> {
                    var roots = new HashMap<UUID, UUID>();
                    rows.forEach(row -> roots.put(row.getUUID("id"), row.getUUID("root")));
                    return roots;
                });
    }

    /// This profile and all that were merged into it.
    public Uni<List<UUID>> members(SqlClient client, UUID root) {
        return client.preparedQuery("select member from members($1) order by member <> root, member")
                .execute(Tuple.of(new UUID[] {root}))
                .map(rows -> {
                    var members = new ArrayList<UUID>();
                    rows.forEach(row -> members.add(row.getUUID(0)));
                    return members;
                });
    }

    /// Who acted last in this browser.
    Uni<Optional<ProfileRow>> ofVisitor(SqlClient client, String visitorId) {
        return client.preparedQuery("select customer from browser where visitor = $1")
                .execute(Tuple.of(visitorId))
                .chain(rows -> {
                    if (rows.size() == 0) return find(client, identities.profileOfVisitor(visitorId));
                    var customer = rows.iterator().next().getString(0);
                    return find(
                            client,
                            customer == null
                                    ? identities.profileOfVisitor(visitorId)
                                    : identities.profileOfCustomer(customer));
                });
    }

    Uni<Optional<ProfileRow>> ofCustomer(SqlClient client, String customerId) {
        return find(client, identities.profileOfCustomer(identities.customerHash(customerId)));
    }
}
