package io.danggol.profile.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.profile.customer.Sealer.Sealed;
import io.danggol.profile.person.Lookup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What the shop told us of its customers, by profile; encrypted at rest.
@ApplicationScoped
public class Customers implements Lookup.Contacts {
    private final Sealer sealer;
    private final BlindIndex index;
    private final ObjectMapper json;
    private final Clock clock;

    Customers(Sealer sealer, BlindIndex index, ObjectMapper json, Clock clock) {
        this.sealer = sealer;
        this.index = index;
        this.json = json;
        this.clock = clock;
    }

    /// Keeps a customer in place of what was known; tells whether nothing was.
    Uni<Boolean> put(SqlClient tx, UUID profile, Customer customer) {
        var sealed = seal(profile, customer);
        return tx.preparedQuery("""
                        insert into customer values ($1, $2, $3, $4, $5, $6)
                        on conflict (profile) do update set sealed = excluded.sealed, key_id = excluded.key_id,
                            email_index = excluded.email_index, phone_index = excluded.phone_index,
                            updated_at = excluded.updated_at
                        returning xmax = 0 as added""")
                .execute(row(profile, customer, sealed))
                .map(rows -> rows.iterator().next().getBoolean("added"));
    }

    /// Keeps the customer's id, unless more is known already.
    public Uni<Void> remember(SqlClient tx, UUID profile, String customerId) {
        var customer = new Customer(customerId, null, null, null, null, Map.of());
        return tx.preparedQuery("insert into customer values ($1, $2, $3, $4, $5, $6) on conflict do nothing")
                .execute(row(profile, customer, seal(profile, customer)))
                .replaceWithVoid();
    }

    private Tuple row(UUID profile, Customer customer, Sealed sealed) {
        return Tuple.tuple()
                .addUUID(profile)
                .addValue(Buffer.buffer(sealed.bytes()))
                .addString(sealed.keyId())
                .addValue(customer.email() == null ? null : Buffer.buffer(index.ofEmail(customer.email())))
                .addValue(customer.phone() == null ? null : Buffer.buffer(index.ofPhone(customer.phone())))
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /// What is known of the person of a profile, of themselves or of a profile that was merged into it.
    public Uni<Optional<Customer>> of(SqlClient client, UUID profile) {
        return of(client, List.of(profile)).map(all -> Optional.ofNullable(all.get(profile)));
    }

    /// The same for many; who is unknown is left out. A profile's own data go before those of one merged into it.
    public Uni<Map<UUID, Customer>> of(SqlClient client, Collection<UUID> profiles) {
        return client.preparedQuery("""
                        select m.root, c.* from members($1) as m join customer c on c.profile = m.member
                        order by m.member <> m.root, c.updated_at desc""")
                .execute(Tuple.of(profiles.toArray(UUID[]::new)))
                .map(rows -> {
                    var customers = new HashMap<UUID, Customer>();
                    rows.forEach(row -> customers.putIfAbsent(row.getUUID("root"), open(row)));
                    return customers;
                });
    }

    /// The profiles under which this e-mail address is known, latest first; none for what is no address.
    @Override
    public Uni<List<UUID>> byEmail(SqlClient client, String email) {
        return Addresses.email(email)
                .map(it -> by(client, "email_index", index.ofEmail(it)))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    /// The same for a phone number.
    @Override
    public Uni<List<UUID>> byPhone(SqlClient client, String phone) {
        return Addresses.phone(phone)
                .map(it -> by(client, "phone_index", index.ofPhone(it)))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private static Uni<List<UUID>> by(SqlClient client, String column, byte[] hash) {
        return client.preparedQuery(
                        "select profile from customer where " + column + " = $1 order by updated_at desc, profile")
                .execute(Tuple.of(Buffer.buffer(hash)))
                .map(rows -> {
                    var profiles = new ArrayList<UUID>();
                    rows.forEach(row -> profiles.add(row.getUUID("profile")));
                    return profiles;
                });
    }

    private Sealed seal(UUID profile, Customer customer) {
        try {
            return sealer.seal(json.writeValueAsBytes(customer), profile.toString());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Customer open(Row row) {
        var sealed = new Sealed(row.getString("key_id"), row.getBuffer("sealed").getBytes());
        try {
            return json.readValue(sealer.open(sealed, row.getUUID("profile").toString()), Customer.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
