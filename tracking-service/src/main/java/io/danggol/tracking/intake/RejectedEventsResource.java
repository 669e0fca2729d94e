package io.danggol.tracking.intake;

import io.danggol.chassis.rest.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Refused events, and another try for them after what was wrong has been mended.
@Path("/v1/rejected-events")
@RolesAllowed("operator")
class RejectedEventsResource {
    record ReplayRequest(
            @NotNull @Size(min = 1, max = Page.MAX_LIMIT) List<@NotNull String> ids) {}

    private final RejectedEvents rejected;

    RejectedEventsResource(RejectedEvents rejected) {
        this.rejected = rejected;
    }

    @GET
    @Operation(summary = "Refused events of the last 30 days with their problem, latest first, masked")
    @APIResponse(responseCode = "200", description = "A page of them")
    @APIResponse(responseCode = "503", description = "The log is away")
    public Page<RejectedEvents.Item> list(
            @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") String cursor) {
        return rejected.list(limit, cursor);
    }

    @POST
    @Path("replay")
    @Operation(
            summary = "Takes refused events once more, under their ids, as received then",
            description = "Of whom an event named nothing was kept, so it can only become one of its browser.")
    @APIResponse(responseCode = "200", description = "What became of them")
    @APIResponse(responseCode = "422", description = "One of the ids is none; nothing was done")
    @APIResponse(responseCode = "503", description = "The log is away; send the same ids again")
    public Answer replay(@NotNull @Valid ReplayRequest request) {
        return rejected.replay(request.ids());
    }
}
