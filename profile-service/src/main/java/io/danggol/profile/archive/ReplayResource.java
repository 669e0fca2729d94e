package io.danggol.profile.archive;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
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
    private static final int PORTION = 500;

    /// All may be null; together they narrow what is said again.
    ///
    /// @param from events that happened then or later
    /// @param until events that happened before
    record ReplayRequest(
            @Size(min = 1, max = 1000) List<@NotNull UUID> profileIds, OffsetDateTime from, OffsetDateTime until) {}

    record Answer(UUID id, long events) {}

    private final Pool pool;

    ReplayResource(Pool pool) {
        this.pool = pool;
    }

    @POST
    @APIResponse(
            responseCode = "202",
            description = "These are being said again",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)))
    public Uni<RestResponse<Answer>> post(@Valid ReplayRequest request) {
        var all = request == null ? new ReplayRequest(null, null, null) : request;
        return pool.withTransaction(tx -> tx.preparedQuery("""
                                with chosen as (
                                    select partition, position,
                                        row_number() over (partition by partition order by position) / $4 as portion
                                    from archive
                                    where ($1::uuid[] is null or owner in (select root from roots($1)))
                                        and ($2::timestamptz is null or occurred_at >= $2)
                                        and ($3::timestamptz is null or occurred_at < $3)),
                                portions as (
                                    insert into replay_portion (partition, positions)
                                    select partition, array_agg(position order by position) from chosen
                                    group by partition, portion order by partition, portion
                                    returning cardinality(positions) as events)
                                select coalesce(sum(events), 0)::bigint from portions""")
                        .execute(Tuple.of(
                                all.profileIds() == null
                                        ? null
                                        : all.profileIds().toArray(UUID[]::new),
                                utc(all.from()),
                                utc(all.until()),
                                PORTION)))
                .map(rows -> RestResponse.status(
                        RestResponse.Status.ACCEPTED,
                        new Answer(UUID.randomUUID(), rows.iterator().next().getLong(0))));
    }

    private static OffsetDateTime utc(OffsetDateTime time) {
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
    }
}
