package io.danggol.profile.view;

import io.danggol.chassis.rest.Page;
import io.danggol.profile.access.AccessLog;
import io.danggol.profile.person.Lookup;
import io.danggol.profile.person.People;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/// People, for staff: what follows from what they did, their timeline, and notes on them.
@Path("/v1/profiles")
class ProfileResource {
    record NoteRequest(@NotBlank @Size(max = 4000) String text) {}

    private final Pool pool;
    private final People people;
    private final Lookup lookup;
    private final Views views;
    private final Timeline timeline;
    private final Notes notes;
    private final AccessLog access;
    private final SecurityIdentity caller;

    ProfileResource(
            Pool pool,
            People people,
            Lookup lookup,
            Views views,
            Timeline timeline,
            Notes notes,
            AccessLog access,
            SecurityIdentity caller) {
        this.pool = pool;
        this.people = people;
        this.lookup = lookup;
        this.views = views;
        this.timeline = timeline;
        this.notes = notes;
        this.access = access;
        this.caller = caller;
    }

    /// One of the parameters names the person; e-mail and phone are for operators.
    @GET
    @RolesAllowed({"analyst", "marketer", "operator"})
    @APIResponse(responseCode = "200", description = "The profile")
    @APIResponse(responseCode = "404", description = "Nobody is known by this")
    public Uni<ProfileView> find(
            @QueryParam("visitorId") String visitorId,
            @QueryParam("customerId") String customerId,
            @QueryParam("email") String email,
            @QueryParam("phone") String phone) {
        var byContact = email != null || phone != null;
        var allowed = byContact ? caller.hasRole("operator") : caller.hasRole("analyst") || caller.hasRole("marketer");
        if (!allowed) throw new ForbiddenException();
        return lookup.one(pool, new Lookup.By(visitorId, customerId, email, phone))
                .call(row -> access.note("profile", row.id()))
                .chain(views::of);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"analyst", "marketer"})
    public Uni<ProfileView> get(UUID id) {
        return people.require(pool, id)
                .call(row -> access.note("profile", row.id()))
                .chain(views::of);
    }

    @GET
    @Path("{id}/timeline")
    @RolesAllowed({"analyst", "marketer"})
    public Uni<Page<Timeline.Entry>> timeline(
            UUID id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") String cursor) {
        return people.require(pool, id)
                .call(row -> access.note("timeline", row.id()))
                .chain(row -> timeline.of(row.id(), limit, cursor));
    }

    @POST
    @Path("{id}/notes")
    @RolesAllowed("analyst")
    @APIResponse(
            responseCode = "201",
            description = "Noted",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Notes.Note.class)))
    public Uni<RestResponse<Notes.Note>> note(UUID id, @NotNull @Valid NoteRequest request) {
        return people.require(pool, id)
                .chain(row -> notes.add(
                                row.id(), request.text(), caller.getPrincipal().getName())
                        .map(note -> RestResponse.ResponseBuilder.<Notes.Note>create(RestResponse.Status.CREATED)
                                .entity(note)
                                .location(URI.create("/v1/profiles/" + row.id() + "/timeline"))
                                .build()));
    }
}
