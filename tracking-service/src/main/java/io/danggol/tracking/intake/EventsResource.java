package io.danggol.tracking.intake;

import io.danggol.chassis.storefront.StorefrontCall;
import io.danggol.chassis.storefront.StorefrontEvents;
import io.danggol.chassis.trace.Traces;
import io.danggol.tracking.event.Arrival;
import io.danggol.tracking.event.Sender;
import io.danggol.tracking.rate.RateLimits;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/// Events from storefronts.
@Path("/v1/events")
@StorefrontEvents
class EventsResource {
    private final Intake intake;
    private final RateLimits rates;
    private final StorefrontCall call;
    private final Traces traces;
    private final Clock clock;

    EventsResource(Intake intake, RateLimits rates, StorefrontCall call, Traces traces, Clock clock) {
        this.intake = intake;
        this.rates = rates;
        this.call = call;
        this.traces = traces;
        this.clock = clock;
    }

    /// Plain text is taken, too: beacons are, and it spares browsers the question before the call.
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(summary = "Takes up to 50 events of a storefront")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EventsDocument.class)))
    @APIResponse(
            responseCode = "202",
            description = "All in-sync replicas have the accepted events",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)))
    @APIResponse(responseCode = "400", description = "The body is not JSON")
    @APIResponse(responseCode = "401", description = "Unknown write key")
    @APIResponse(responseCode = "403", description = "The origin may not use this key")
    @APIResponse(responseCode = "413", description = "The body is over 128 KiB")
    @APIResponse(responseCode = "422", description = "No list of events, or more than 50")
    @APIResponse(responseCode = "429", description = "The key sends too fast; Retry-After says when to go on")
    @APIResponse(responseCode = "503", description = "Nothing is confirmed; send the same ids again after Retry-After")
    public Uni<RestResponse<Answer>> post(byte[] body, HttpHeaders headers) {
        var key = call.key().orElseThrow();
        var events = EventsBody.read(body);
        rates.take(key.key(), events.size());
        var sender = key.secret() ? Sender.SERVER : Sender.BROWSER;
        var arrival = new Arrival(sender, clock.instant(), headers.getHeaderString(HttpHeaders.USER_AGENT));
        return intake.take(new Call(
                        events, arrival, call.customerId(), traces.here(headers.getHeaderString("traceparent")), false))
                .map(answer -> Answers.accepted(answer, arrival));
    }
}
