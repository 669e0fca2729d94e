package io.danggol.segment.membership;

import io.danggol.chassis.rest.Page;
import io.danggol.segment.SegmentRefusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/// The segments that a profile is in.
@Path("/v1/profiles/{profileId}/segments")
@RolesAllowed({"analyst", "marketer"})
class ProfileSegmentsResource {
    private final Profiles profiles;
    private final Pool pool;

    ProfileSegmentsResource(Profiles profiles, Pool pool) {
        this.profiles = profiles;
        this.pool = pool;
    }

    record In(String segment, Instant since) {}

    /// Newest first; of a merged profile those of the one that it is part of.
    @GET
    public Uni<Page<In>> list(
            UUID profileId,
            @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") String cursor) {
        return profiles.find(pool, profileId)
                .map(found -> found.filter(profile -> !profile.isBlank()).orElseThrow(SegmentRefusal::noProfile))
                .map(profile -> Page.of(
                        profile.memberships().entrySet().stream()
                                .filter(each -> each.getValue().member())
                                .map(each ->
                                        new In(each.getKey(), each.getValue().since()))
                                .sorted(Comparator.comparing(In::since)
                                        .reversed()
                                        .thenComparing(In::segment))
                                .toList(),
                        limit,
                        cursor,
                        In::segment));
    }
}
