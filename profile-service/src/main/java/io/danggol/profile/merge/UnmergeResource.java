package io.danggol.profile.merge;

import io.danggol.chassis.rest.Flags;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Staff take a merge back; `{id}` is the profile that was merged away.
@Path("/v1/profiles/{id}/unmerge")
@RolesAllowed("operator")
class UnmergeResource {
    private final Merges merges;

    UnmergeResource(Merges merges) {
        this.merges = merges;
    }

    @POST
    @APIResponse(responseCode = "200", description = "What was moved, or would be")
    @APIResponse(responseCode = "409", description = "Not merged")
    public Uni<Merges.Outcome> unmerge(
            UUID id,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false")) @QueryParam("dryRun")
                    String dryRun) {
        return merges.unmerge(id, Flags.of("dryRun", dryRun));
    }
}
