package io.danggol.profile.person;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Finds a person by what somebody knows of them.
@ApplicationScoped
public class Lookup {
    private final People people;
    private final Contacts contacts;

    Lookup(People people, Contacts contacts) {
        this.people = people;
        this.contacts = contacts;
    }

    /// Where addresses lead: to the profiles that are known under them.
    public interface Contacts {
        Uni<List<UUID>> byEmail(SqlClient client, String email);

        Uni<List<UUID>> byPhone(SqlClient client, String phone);
    }

    /// What is known; exactly one is not null.
    public record By(String visitorId, String customerId, String email, String phone) {}

    /// The person, after all merges; refuses when there is none, or not exactly one thing to look by.
    public Uni<ProfileRow> one(SqlClient client, By by) {
        var given = Stream.of(by.visitorId(), by.customerId(), by.email(), by.phone())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) throw new PersonRefusal.OneOf();
        return find(client, by).map(found -> found.orElseThrow(PersonRefusal.Nobody::new));
    }

    private Uni<Optional<ProfileRow>> find(SqlClient client, By by) {
        if (by.visitorId() != null) return people.ofVisitor(client, by.visitorId());
        if (by.customerId() != null) return people.ofCustomer(client, by.customerId());
        var found = by.email() != null ? contacts.byEmail(client, by.email()) : contacts.byPhone(client, by.phone());
        return found.chain(
                ids -> ids.isEmpty() ? Uni.createFrom().item(Optional.empty()) : people.find(client, ids.getFirst()));
    }
}
