package io.danggol.campaign.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.danggol.campaign.audience.Profiles;
import io.danggol.campaign.delivery.Decisions.Cursor;
import io.danggol.campaign.delivery.Decisions.Decision;
import io.danggol.chassis.problem.Refusal;
import io.danggol.chassis.rest.Instants;
import io.danggol.chassis.rest.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The decision ledger: for every person each message, or the rule that stopped it.
@Path("/v1/decisions")
@RolesAllowed({"analyst", "marketer"})
class DecisionResource {
    /// A decision as API.md shows it.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Shown(
            String campaignId,
            String step,
            UUID profileId,
            String channel,
            String occurrence,
            String outcome,
            Reason reason,
            Instant at) {
        static Shown of(Decision decision) {
            return new Shown(
                    decision.campaign(),
                    decision.step(),
                    decision.person(),
                    decision.channel().wire(),
                    decision.occurrence(),
                    decision.outcome().wire(),
                    decision.reason(),
                    decision.at());
        }
    }

    private static final class BadParameter extends Refusal {
        BadParameter(String detail) {
            super(400, "invalid-parameter", "A parameter is not as expected", detail);
        }
    }

    private final Decisions decisions;
    private final Profiles profiles;
    private final Pool pool;

    DecisionResource(Decisions decisions, Profiles profiles, Pool pool) {
        this.decisions = decisions;
        this.profiles = profiles;
        this.pool = pool;
    }

    @GET
    public Uni<Page<Shown>> list(
            @QueryParam("profileId") String profileId,
            @QueryParam("campaignId") String campaignId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") String cursor) {
        var after = Optional.ofNullable(cursor).map(DecisionResource::cursor);
        var asked = Optional.ofNullable(profileId).map(DecisionResource::uuid);
        var person = asked.isEmpty()
                ? Uni.createFrom().item(Optional.<UUID>empty())
                : profiles.resolve(pool, asked.get()).map(Optional::of);
        return person.chain(who -> decisions.page(pool, who, Optional.ofNullable(campaignId), after, limit))
                .map(found -> new Page<>(
                        found.stream().map(Shown::of).toList(), found.size() < limit ? null : cursor(found.getLast())));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new BadParameter("profileId: expected a UUID");
        }
    }

    private static String cursor(Decision last) {
        return last.at() + "~" + last.id();
    }

    private static Cursor cursor(String text) {
        try {
            var parts = text.split("~", 2);
            return new Cursor(Instants.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
            throw new BadParameter("cursor: not one of ours");
        }
    }
}
