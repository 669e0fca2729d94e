package io.danggol.profile.customer;

import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.problem.Problem;
import io.danggol.profile.archive.Transitions;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/// The shop's server tells who its customers are.
@Path("/v1/customers/{customerId}")
@RolesAllowed("ingest")
class CustomerResource {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    record PutRequest(
            @Size(max = 255) String email,
            @Size(max = 32) String phone,
            @Size(max = 128) String name,
            LocalDate birthDate,
            @Size(max = 100) Map<@Size(max = 128) String, Object> attributes) {}

    record Answer(String customerId, UUID profileId) {}

    private final Pool pool;
    private final Customers customers;
    private final Profiles profiles;
    private final Transitions transitions;
    private final Identities identities;
    private final Clock clock;

    CustomerResource(
            Pool pool,
            Customers customers,
            Profiles profiles,
            Transitions transitions,
            Identities identities,
            Clock clock) {
        this.pool = pool;
        this.customers = customers;
        this.profiles = profiles;
        this.transitions = transitions;
        this.identities = identities;
        this.clock = clock;
    }

    @PUT
    public Uni<RestResponse<Answer>> put(
            @Size(min = 1, max = 128) String customerId, @NotNull @Valid PutRequest request) {
        var customer = customer(customerId, request, LocalDate.ofInstant(clock.instant(), SEOUL));
        var hash = identities.customerHash(customerId);
        var profile = identities.profileOfCustomer(hash);
        return pool.withTransaction(tx -> profiles.lock(tx, Map.of(profile, Optional.of(hash)))
                        .chain(locked -> guard(tx, profile, customer.birthDate()))
                        .chain(() -> customers.put(tx, profile, customer)))
                .map(added -> RestResponse.status(
                        added ? RestResponse.Status.CREATED : RestResponse.Status.OK, new Answer(customerId, profile)));
    }

    private Uni<Void> guard(SqlClient tx, UUID profile, LocalDate birthDate) {
        var now = clock.instant();
        var until = Age.guardedUntil(birthDate, LocalDate.ofInstant(now, SEOUL)).orElse(null);
        return profiles.guard(tx, profile, until)
                .chain(changed -> changed
                        ? transitions.changed(tx, List.of(profile), now)
                        : Uni.createFrom().voidItem());
    }

    private static Customer customer(String customerId, PutRequest request, LocalDate today) {
        var errors = new ArrayList<Problem.Error>();
        var email = normal("/email", request.email(), Addresses::email, "an e-mail address", errors);
        var phone = normal("/phone", request.phone(), Addresses::phone, "a phone number", errors);
        if (request.birthDate() != null && request.birthDate().isAfter(today)) {
            errors.add(new Problem.Error("/birthDate", "expected: not after " + today));
        }
        if (!errors.isEmpty()) throw new CustomerRefusal(errors);
        return new Customer(
                customerId,
                email,
                phone,
                request.name(),
                request.birthDate(),
                request.attributes() == null ? Map.of() : request.attributes());
    }

    private static String normal(
            String pointer,
            String text,
            Function<String, Optional<String>> form,
            String expected,
            List<Problem.Error> errors) {
        if (text == null || text.isBlank()) return null;
        var normal = form.apply(text);
        if (normal.isEmpty()) errors.add(new Problem.Error(pointer, "expected: " + expected));
        return normal.orElse(null);
    }
}
