package io.danggol.campaign.trial;

import io.danggol.campaign.Channel;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Campaigns;
import io.danggol.campaign.plan.PlanRefusal;
import io.danggol.chassis.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/// What a campaign would say, before it says it to anybody.
@Path("/v1/campaigns/{id}")
@RolesAllowed("marketer")
class TrialResource {
    record PreviewRequest(@NotNull UUID profileId) {}

    record TestSend(@NotBlank @Size(max = 254) String to) {}

    /// What came of a message on trial.
    record Sent(String channel, String outcome) {}

    private static final class NotSent extends Refusal {
        NotSent(int status, String slug, String detail) {
            super(status, slug, "The message was not sent", detail);
        }

        @Override
        public int retryAfter() {
            return problem().status() == 503 ? RETRY_AFTER : 0;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int RETRY_AFTER = 5;

    private final Campaigns campaigns;
    private final Trials trials;

    TrialResource(Campaigns campaigns, Trials trials) {
        this.campaigns = campaigns;
        this.trials = trials;
    }

    /// The messages as this person would get them now, and whether each would go.
    @POST
    @Path("preview")
    @RunOnVirtualThread
    public Trials.Preview preview(String id, @Valid @NotNull PreviewRequest request) {
        return trials.preview(campaign(id), request.profileId());
    }

    /// Sends the message with a made-up name and some products to an address of staff.
    @POST
    @Path("test-send")
    @RunOnVirtualThread
    @APIResponse(
            responseCode = "202",
            description = "Handed over",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Sent.class)))
    public RestResponse<Sent> testSend(String id, @Valid @NotNull TestSend request) {
        var channel = request.to().contains("@") ? Channel.EMAIL : Channel.KAKAO;
        return switch (trials.send(campaign(id), channel, request.to().strip())) {
            case Trials.Result.Sent() ->
                RestResponse.status(RestResponse.Status.ACCEPTED, new Sent(channel.wire(), "sent"));
            case Trials.Result.Refused(var detail) -> throw new NotSent(422, "not-sendable", detail);
            case Trials.Result.Unavailable(var detail) -> throw new NotSent(503, "channel-unavailable", detail);
        };
    }

    private Campaign campaign(String id) {
        return campaigns
                .find(id)
                .await()
                .atMost(PATIENCE)
                .orElseThrow(PlanRefusal.Unknown::new)
                .campaign();
    }
}
