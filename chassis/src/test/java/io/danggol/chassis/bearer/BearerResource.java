package io.danggol.chassis.bearer;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/bearer")
class BearerResource {
    private final SecurityIdentity caller;

    BearerResource(SecurityIdentity caller) {
        this.caller = caller;
    }

    @GET
    @RolesAllowed("marketer")
    public String name() {
        return caller.getPrincipal().getName();
    }
}
