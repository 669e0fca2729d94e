package io.danggol.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.campaign.plan.Campaign.State;
import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.rest.Instants;
import io.danggol.chassis.rest.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/campaigns")
@RolesAllowed("marketer")
class CampaignResource {
    /// What a check before the start found.
    record Check(boolean ok, List<Finding> findings) {
        static Check of(List<Preflight.Finding> findings) {
            return new Check(
                    Preflight.ok(findings), findings.stream().map(Finding::of).toList());
        }
    }

    /// One finding as API.md shows it.
    record Finding(String rule, String severity, String detail) {
        static Finding of(Preflight.Finding finding) {
            return new Finding(finding.rule(), finding.severity().name().toLowerCase(Locale.ROOT), finding.detail());
        }
    }

    /// The problem of a start that is blocked, with what was found.
    record Blocked(String type, String title, int status, String detail, boolean ok, List<Finding> findings) {}

    private final Campaigns campaigns;
    private final Setups setups;
    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;

    CampaignResource(Campaigns campaigns, Setups setups, Pool pool, ObjectMapper json, Clock clock) {
        this.campaigns = campaigns;
        this.setups = setups;
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ObjectNode.class)))
    @APIResponse(responseCode = "409", description = "The key is taken")
    @APIResponse(responseCode = "501", description = "Not supported yet, see errors")
    public Uni<RestResponse<ObjectNode>> add(@NotNull JsonNode body) {
        var campaign = CampaignMapper.read(body);
        if (campaign.state() != State.DRAFT) throw PlanRefusal.Invalid.state();
        var now = clock.instant();
        return campaigns.add(campaign, now).map(added -> {
            if (!added) throw new PlanRefusal.KeyTaken();
            return created(campaign, now);
        });
    }

    @GET
    public Uni<Page<ObjectNode>> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") String cursor) {
        return campaigns
                .page(limit, Optional.ofNullable(cursor).map(CampaignResource::instant))
                .map(found -> new Page<>(
                        found.stream().map(this::show).toList(),
                        found.size() < limit
                                ? null
                                : found.getLast().createdAt().toString()));
    }

    @GET
    @Path("{id}")
    public Uni<ObjectNode> get(String id) {
        return found(id).map(this::show);
    }

    @PUT
    @Path("{id}")
    @APIResponse(responseCode = "200", description = "Replaced")
    @APIResponse(responseCode = "201", description = "Made")
    @APIResponse(responseCode = "409", description = "The kind cannot change any more")
    @APIResponse(responseCode = "501", description = "Not supported yet, see errors")
    public Uni<RestResponse<ObjectNode>> put(String id, @NotNull JsonNode body) {
        if (body instanceof ObjectNode object && !object.has("key")) object.put("key", id);
        var campaign = CampaignMapper.read(body);
        if (!campaign.key().equals(id)) throw PlanRefusal.Invalid.key();
        return campaigns
                .find(id)
                .chain(existing ->
                        existing.isPresent() ? change(campaign, existing.get(), body.has("state")) : add(body));
    }

    private Uni<RestResponse<ObjectNode>> change(Campaign campaign, Campaigns.Kept existing, boolean withState) {
        var state = existing.campaign().state();
        if (withState && campaign.state() != state) throw PlanRefusal.Invalid.state();
        if (campaign.kind() != existing.campaign().kind() && state != State.DRAFT)
            throw new PlanRefusal.WrongState(state);
        var check = state == State.ACTIVE
                ? setups.of(campaign).map(setup -> Preflight.of(campaign, setup))
                : Uni.createFrom().item(List.<Preflight.Finding>of());
        return check.chain(findings -> {
            if (!Preflight.ok(findings)) throw PlanRefusal.Invalid.whileActive(findings);
            return campaigns.change(campaign).map(changed -> {
                if (!changed) throw new PlanRefusal.Unknown();
                return RestResponse.ok(
                        show(new Campaigns.Kept(campaign.in(state), existing.createdAt(), existing.activatedAt())));
            });
        });
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id) {
        return campaigns
                .delete(id)
                .invoke(deleted -> {
                    if (!deleted) throw new PlanRefusal.Unknown();
                })
                .replaceWithVoid();
    }

    @POST
    @Path("{id}/preflight")
    public Uni<Check> preflight(String id) {
        return found(id).chain(kept -> check(kept.campaign()));
    }

    @POST
    @Path("{id}/activate")
    @APIResponse(
            responseCode = "200",
            description = "Active",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ObjectNode.class)))
    @APIResponse(
            responseCode = "409",
            description = "A finding is blocking",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Blocked.class)))
    public Uni<RestResponse<?>> activate(String id) {
        return found(id)
                .chain(kept -> check(kept.campaign()).chain(check -> {
                    if (!check.ok()) return Uni.createFrom().item(blocked(check));
                    return move(id, Set.of(State.DRAFT, State.PAUSED, State.ENDED, State.ACTIVE), State.ACTIVE)
                            .map(RestResponse::ok);
                }));
    }

    @POST
    @Path("{id}/pause")
    @APIResponse(responseCode = "200", description = "Paused")
    @APIResponse(responseCode = "409", description = "Neither active nor paused")
    public Uni<ObjectNode> pause(String id) {
        return move(id, Set.of(State.ACTIVE, State.PAUSED), State.PAUSED);
    }

    private Uni<ObjectNode> move(String id, Set<State> from, State to) {
        return found(id)
                .chain(kept -> kept.campaign().state() == to
                        ? Uni.createFrom().item(kept)
                        : campaigns.move(pool, id, from, to, clock.instant()).chain(moved -> {
                            if (!moved)
                                throw new PlanRefusal.WrongState(kept.campaign().state());
                            return found(id);
                        }))
                .map(this::show);
    }

    private Uni<Check> check(Campaign campaign) {
        return setups.of(campaign).map(setup -> Preflight.of(campaign, setup)).map(Check::of);
    }

    private static RestResponse<Blocked> blocked(Check check) {
        var body = new Blocked(
                Problem.TYPES + "preflight-failed",
                "The campaign cannot start yet",
                409,
                "see findings",
                false,
                check.findings());
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CONFLICT, body)
                .type(Problem.MEDIA_TYPE)
                .build();
    }

    private Uni<Campaigns.Kept> found(String id) {
        return campaigns.find(id).map(kept -> kept.orElseThrow(PlanRefusal.Unknown::new));
    }

    private RestResponse<ObjectNode> created(Campaign campaign, Instant now) {
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, show(new Campaigns.Kept(campaign, now, null)))
                .location(URI.create("/v1/campaigns/" + campaign.key()))
                .build();
    }

    private ObjectNode show(Campaigns.Kept kept) {
        var node = json.createObjectNode().put("id", kept.campaign().key());
        node.setAll(CampaignMapper.write(kept.campaign(), json));
        node.put("createdAt", kept.createdAt().toString());
        if (kept.activatedAt() != null)
            node.put("activatedAt", kept.activatedAt().toString());
        return node;
    }

    private static Instant instant(String cursor) {
        try {
            return Instants.parse(cursor);
        } catch (DateTimeException _) {
            throw new PlanRefusal.BadCursor();
        }
    }
}
