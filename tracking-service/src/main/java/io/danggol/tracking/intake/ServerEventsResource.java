package io.danggol.tracking.intake;

import io.danggol.chassis.trace.Traces;
import io.danggol.tracking.event.Arrival;
import io.danggol.tracking.event.Sender;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/// Events from the shop's server and its tills.
@Path("/v1/server/events")
@RolesAllowed("ingest")
class ServerEventsResource {
    private final Intake intake;
    private final Traces traces;
    private final Clock clock;

    ServerEventsResource(Intake intake, Traces traces, Clock clock) {
        this.intake = intake;
        this.traces = traces;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes up to 50 events of the shop's server, which may name the customer")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EventsDocument.class)))
    @APIResponse(
            responseCode = "202",
            description = "All in-sync replicas have the accepted events",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)))
    @APIResponse(responseCode = "400", description = "The body is not JSON")
    @APIResponse(responseCode = "413", description = "The body is over 128 KiB")
    @APIResponse(responseCode = "422", description = "No list of events, or more than 50")
    @APIResponse(responseCode = "503", description = "Nothing is confirmed; send the same ids again after Retry-After")
    public Uni<RestResponse<Answer>> post(byte[] body, HttpHeaders headers) {
        var events = EventsBody.read(body);
        var arrival = new Arrival(Sender.SERVER, clock.instant(), null);
        return intake.take(new Call(
                        events, arrival, Optional.empty(), traces.here(headers.getHeaderString("traceparent")), false))
                .map(answer -> Answers.accepted(answer, arrival));
    }
}
