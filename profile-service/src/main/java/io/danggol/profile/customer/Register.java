package io.danggol.profile.customer;

import io.danggol.chassis.identity.Identities;
import io.danggol.profile.archive.Transitions;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Takes in who the shop's customers are, and what follows from that for their profiles.
@ApplicationScoped
public class Register {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final Customers customers;
    private final Profiles profiles;
    private final Transitions transitions;
    private final Identities identities;
    private final Clock clock;

    Register(Customers customers, Profiles profiles, Transitions transitions, Identities identities, Clock clock) {
        this.customers = customers;
        this.profiles = profiles;
        this.transitions = transitions;
        this.identities = identities;
        this.clock = clock;
    }

    /// The day by which ages are told.
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), SEOUL);
    }

    /// Keeps a customer in place of what was known; tells whether nothing was.
    public Uni<Boolean> put(SqlClient tx, Customer customer) {
        var hash = identities.customerHash(customer.customerId());
        var profile = identities.profileOfCustomer(hash);
        return profiles.lock(tx, Map.of(profile, Optional.of(hash)))
                .chain(() -> guard(tx, profile, customer.birthDate()))
                .chain(() -> customers.put(tx, profile, customer));
    }

    private Uni<Void> guard(SqlClient tx, UUID profile, LocalDate birthDate) {
        var until = Age.guardedUntil(birthDate, today()).orElse(null);
        return profiles.guard(tx, profile, until)
                .chain(changed -> changed
                        ? transitions.changed(tx, List.of(profile), clock.instant())
                        : Uni.createFrom().voidItem());
    }
}
