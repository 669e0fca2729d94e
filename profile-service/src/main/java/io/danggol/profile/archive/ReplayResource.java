package io.danggol.profile.archive;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/// Says events of the archive on profile-events again, under the same ids, beside the stream and without delaying its
/// clock.
@Path("/v1/archive/replays")
@RolesAllowed({"operator", "service"})
class ReplayResource {
    /// All may be null; together they narrow what is said again.
    ///
    /// @param from events that happened then or later
    /// @param until events that happened before
    record ReplayRequest(
            @Size(min = 1, max = 1000) List<@NotNull UUID> profileIds, OffsetDateTime from, OffsetDateTime until) {
        boolean wantsAll() {
            return profileIds == null && from == null && until == null;
        }
    }

    record Answer(UUID id, long events) {}

    private final Replays replays;

    ReplayResource(Replays replays) {
        this.replays = replays;
    }

    @POST
    @APIResponse(
            responseCode = "202",
            description =
                    "These are being said again. Who asks for all while all are being said already joins, and is told what is left",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)))
    public Uni<RestResponse<Answer>> post(@Valid ReplayRequest request) {
        return replay(request)
                .map(it -> RestResponse.status(RestResponse.Status.ACCEPTED, new Answer(it.id(), it.events())));
    }

    private Uni<Replays.Replay> replay(ReplayRequest request) {
        return request == null || request.wantsAll()
                ? replays.whole()
                : replays.some(request.profileIds(), utc(request.from()), utc(request.until()));
    }

    private static OffsetDateTime utc(OffsetDateTime time) {
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
    }
}
