package io.danggol.profile.access;

import io.danggol.chassis.rest.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;

@Path("/v1/access-log")
@RolesAllowed("privacy-officer")
class AccessLogResource {
    private final AccessLog access;

    AccessLogResource(AccessLog access) {
        this.access = access;
    }

    @GET
    public Uni<Page<AccessLog.Access>> get(
            @QueryParam("profileId") UUID profile,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @DefaultValue("9223372036854775807") @Min(1) long cursor) {
        return access.latest(profile, cursor, limit)
                .map(items -> new Page<>(
                        items,
                        items.size() < limit
                                ? null
                                : String.valueOf(items.getLast().id())));
    }
}
