package io.danggol.profile.merge;

import io.danggol.chassis.rest.Flags;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Staff say that two profiles are one person.
@Path("/v1/profiles/{id}/merge")
@RolesAllowed("operator")
class MergeResource {
    record MergeRequest(@NotNull UUID with) {}

    private final Merges merges;

    MergeResource(Merges merges) {
        this.merges = merges;
    }

    @POST
    @APIResponse(responseCode = "200", description = "What was moved, or would be")
    @APIResponse(responseCode = "409", description = "One profile already, or no customer among them")
    public Uni<Merges.Outcome> merge(
            UUID id,
            @NotNull @Valid MergeRequest request,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false")) @QueryParam("dryRun")
                    String dryRun) {
        return merges.merge(id, request.with(), Flags.of("dryRun", dryRun));
    }
}
