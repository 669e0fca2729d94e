package io.danggol.recommendation.placement;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.rest.Page;
import io.danggol.recommendation.Refusals;
import io.danggol.recommendation.placement.PlacementForm.Read;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// What marketers decide about the slots on the shop's pages.
@Path("/v1/placements")
@RolesAllowed("marketer")
class PlacementResource {
    private final Placements placements;

    PlacementResource(Placements placements) {
        this.placements = placements;
    }

    /// All placements in the order of their names.
    @GET
    public Page<JsonNode> list(
            @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") String cursor) {
        return Page.of(
                placements.all().stream().<JsonNode>map(PlacementForm::write).toList(),
                limit,
                cursor,
                placement -> placement.path("name").asText());
    }

    @GET
    @Path("{name}")
    public JsonNode get(String name) {
        return placements.find(name).map(PlacementForm::write).orElseThrow(() -> new Refusals.NotFound("placement"));
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "Replaced")
    @APIResponse(responseCode = "201", description = "Made")
    @APIResponse(responseCode = "501", description = "Not supported yet, see errors")
    public Uni<RestResponse<JsonNode>> put(String name, JsonNode body) {
        if (!name.matches(Placement.NAMES)) throw new Refusals.InvalidParameter("name", "expected: " + Placement.NAMES);
        var placement = switch (PlacementForm.read(name, body)) {
            case Read.Good good -> good.placement();
            case Read.Bad bad -> throw new Refusals.InvalidBody(bad.errors());
            case Read.Later later -> throw new Refusals.NotSupported(later.errors());
        };
        return placements
                .put(placement)
                .map(created -> ResponseBuilder.<JsonNode>create(
                                created ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                                PlacementForm.write(placement))
                        .build());
    }
}
