package io.danggol.segment.definition;

import io.danggol.chassis.rest.Page;
import io.danggol.segment.Cursor;
import io.danggol.segment.SegmentRefusal;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// Drawing up segments.
@Path("/v1/segments")
@RolesAllowed("marketer")
class SegmentResource {
    private final Segments segments;

    SegmentResource(Segments segments) {
        this.segments = segments;
    }

    @GET
    public Uni<Page<Segment>> list(
            @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") String cursor) {
        return segments.list(limit, Cursor.of(cursor));
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Segment.class)))
    @APIResponse(responseCode = "409", description = "The key is taken")
    @APIResponse(responseCode = "501", description = "Not supported yet, see errors")
    public Uni<RestResponse<Segment>> create(@NotNull Map<String, Object> body) {
        return segments.create(draft(body, Optional.empty())).map(SegmentResource::created);
    }

    @GET
    @Path("{id}")
    public Uni<Segment> get(String id) {
        return segments.find(id);
    }

    @PUT
    @Path("{id}")
    @APIResponse(responseCode = "200", description = "Replaced")
    @APIResponse(responseCode = "201", description = "Made")
    @APIResponse(responseCode = "404", description = "No segment has this id")
    @APIResponse(responseCode = "501", description = "Not supported yet, see errors")
    public Uni<RestResponse<Segment>> put(String id, @NotNull Map<String, Object> body) {
        return segments.key(id).chain(key -> {
            var draft = draft(body, Optional.of(key));
            return segments.exists(key)
                    .chain(exists -> exists
                            ? segments.replace(key, draft).map(RestResponse::ok)
                            : segments.create(draft).map(SegmentResource::created));
        });
    }

    @DELETE
    @Path("{id}")
    @APIResponse(responseCode = "204", description = "Gone; its members leave it in the background")
    @APIResponse(responseCode = "409", description = "Another segment refers to it")
    public Uni<Void> delete(String id) {
        return segments.key(id).chain(segments::delete);
    }

    private static Draft draft(Map<String, Object> body, Optional<String> key) {
        return switch (Draft.read(body, key)) {
            case Draft.Reading.Read(var draft) -> draft;
            case Draft.Reading.Refused(var faults) -> throw SegmentRefusal.badBody(faults);
        };
    }

    private static RestResponse<Segment> created(Segment segment) {
        return ResponseBuilder.<Segment>created(URI.create("/v1/segments/" + segment.id()))
                .entity(segment)
                .build();
    }
}
