package io.danggol.profile.customer;

import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/// The shop's server tells who its customers are.
@Path("/v1/customers/{customerId}")
@RolesAllowed("ingest")
class CustomerResource {
    record PutRequest(
            @Size(max = 255) String email,
            @Size(max = 32) String phone,
            @Size(max = 128) String name,
            LocalDate birthDate,
            @Size(max = 100) Map<@Size(max = 128) String, Object> attributes) {}

    record Answer(String customerId, UUID profileId) {}

    private final Pool pool;
    private final Register register;
    private final Identities identities;

    CustomerResource(Pool pool, Register register, Identities identities) {
        this.pool = pool;
        this.register = register;
        this.identities = identities;
    }

    @PUT
    @APIResponse(responseCode = "200", description = "Known already, and changed")
    @APIResponse(responseCode = "201", description = "Not known before")
    public Uni<RestResponse<Answer>> put(
            @Size(min = 1, max = 128) String customerId, @NotNull @Valid PutRequest request) {
        var customer = customer(customerId, request);
        var profile = identities.profileOfCustomer(identities.customerHash(customerId));
        return pool.withTransaction(tx -> register.put(tx, customer))
                .map(added -> RestResponse.status(
                        added ? RestResponse.Status.CREATED : RestResponse.Status.OK, new Answer(customerId, profile)));
    }

    private Customer customer(String customerId, PutRequest request) {
        var errors = new ArrayList<Problem.Error>();
        var told = new Customer(
                customerId,
                request.email(),
                request.phone(),
                request.name(),
                request.birthDate(),
                request.attributes());
        var customer = CustomerForm.of(told, register.today(), errors);
        if (!errors.isEmpty()) throw new CustomerRefusal(errors);
        return customer;
    }
}
