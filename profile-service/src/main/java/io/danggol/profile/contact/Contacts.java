package io.danggol.profile.contact;

import io.danggol.profile.access.AccessLog;
import io.danggol.profile.consent.Channel;
import io.danggol.profile.consent.Ledger;
import io.danggol.profile.consent.Permission;
import io.danggol.profile.consent.Standing;
import io.danggol.profile.contact.Allowance.Purport;
import io.danggol.profile.contact.Allowance.Recipient;
import io.danggol.profile.customer.Customer;
import io.danggol.profile.customer.Customers;
import io.danggol.profile.customer.Suppressions;
import io.danggol.profile.person.People;
import io.danggol.profile.person.ProfileRow;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Gives addresses away, decided on the ledger as it is now; each reading stands in the access log.
@ApplicationScoped
class Contacts {
    private final Pool pool;
    private final People people;
    private final Profiles profiles;
    private final Customers customers;
    private final Ledger ledger;
    private final Suppressions suppressions;
    private final AccessLog access;
    private final Clock clock;

    Contacts(
            Pool pool,
            People people,
            Profiles profiles,
            Customers customers,
            Ledger ledger,
            Suppressions suppressions,
            AccessLog access,
            Clock clock) {
        this.pool = pool;
        this.people = people;
        this.profiles = profiles;
        this.customers = customers;
        this.ledger = ledger;
        this.suppressions = suppressions;
        this.access = access;
        this.clock = clock;
    }

    /// What became of the question for one person.
    sealed interface Answer {
        /// @param allowedBy the ledger's entry, or `legal-notice`
        record Given(String address, String name, String allowedBy) implements Answer {
            /// Nothing personal, so that it can stand in a log by mistake.
            @Override
            public String toString() {
                return "Given[allowedBy=" + allowedBy + "]";
            }
        }

        record Refused(ContactRefusal refusal) implements Answer {}
    }

    private record Known(
            Map<UUID, UUID> roots,
            Map<UUID, ProfileRow> rows,
            Map<UUID, Customer> customers,
            Map<UUID, Map<Permission, Standing>> consents,
            Map<String, Instant> suppressed) {}

    /// The answer for each of these profiles.
    Uni<Map<UUID, Answer>> of(Collection<UUID> ids, Channel channel, Purport purport) {
        return people.roots(pool, ids)
                .chain(roots -> known(roots, channel))
                .chain(known -> access.note(
                                "contact:" + channel.wire() + ":" + wire(purport),
                                new HashSet<>(known.roots().values()))
                        .replaceWith(() -> answers(ids, known, channel, purport)));
    }

    static String wire(Purport purport) {
        return switch (purport) {
            case ADVERTISING -> "advertising";
            case LEGAL_NOTICE -> "legal-notice";
        };
    }

    private Uni<Known> known(Map<UUID, UUID> roots, Channel channel) {
        var ids = new HashSet<>(roots.values());
        return Uni.combine()
                .all()
                .unis(profiles.find(pool, ids), customers.of(pool, ids), ledger.ofPeople(pool, ids))
                .asTuple()
                .chain(it -> suppressions
                        .since(pool, addresses(it.getItem2().values(), channel), channel == Channel.EMAIL)
                        .map(suppressed -> new Known(roots, it.getItem1(), it.getItem2(), it.getItem3(), suppressed)));
    }

    private static List<String> addresses(Collection<Customer> customers, Channel channel) {
        return customers.stream()
                .flatMap(customer -> address(customer, channel).stream())
                .toList();
    }

    private static Optional<String> address(Customer customer, Channel channel) {
        return Optional.ofNullable(
                switch (channel) {
                    case EMAIL -> customer.email();
                    case KAKAO, SMS -> customer.phone();
                    case PUSH -> null;
                });
    }

    private Map<UUID, Answer> answers(Collection<UUID> ids, Known known, Channel channel, Purport purport) {
        var now = clock.instant();
        var answers = new HashMap<UUID, Answer>();
        ids.forEach(id -> answers.put(id, answer(known.roots().get(id), known, channel, purport, now)));
        return answers;
    }

    private static Answer answer(UUID root, Known known, Channel channel, Purport purport, Instant now) {
        var row = known.rows().get(root);
        if (row == null) return new Answer.Refused(ContactRefusal.unknown());
        var customer = known.customers().get(root);
        var address = customer == null ? Optional.<String>empty() : address(customer, channel);
        var recipient = new Recipient(
                known.consents().getOrDefault(root, Map.of()),
                row.restricted(),
                Optional.ofNullable(row.guardedUntil()),
                address.map(known.suppressed()::get));
        return switch (Allowance.of(recipient, channel, purport, now)) {
            case Allowance.Allowed(var by) ->
                address.<Answer>map(it -> new Answer.Given(it, customer.name(), by))
                        .orElseGet(() -> new Answer.Refused(ContactRefusal.noAddress()));
            case Allowance refused -> new Answer.Refused(ContactRefusal.of(refused));
        };
    }

    /// The channel of this name; refuses all but those that have addresses.
    static Channel channel(String wire, Place place) {
        return Channel.of(wire)
                .filter(it -> it != Channel.PUSH)
                .orElseThrow(() -> ContactRefusal.wrong(place, "channel", "email, kakao or sms"));
    }

    /// The purpose of this name.
    static Purport purport(String wire, Place place) {
        for (var purport : Purport.values()) if (wire(purport).equals(wire)) return purport;
        throw ContactRefusal.wrong(place, "purpose", "advertising or legal-notice");
    }

    /// Where a caller says what it wants.
    enum Place {
        QUERY,
        BODY
    }
}
