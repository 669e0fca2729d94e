package io.danggol.segment.membership;

import io.danggol.chassis.rest.Page;
import io.danggol.segment.SegmentRefusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Map;
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

    /// All of them, newest first; of a merged profile those of the one that it is part of.
    @GET
    public Uni<Page<In>> list(UUID profileId) {
        return profiles.find(pool, profileId)
                .map(found -> found.filter(profile -> !profile.isBlank()).orElseThrow(SegmentRefusal::noProfile))
                .map(profile -> new Page<>(
                        profile.memberships().entrySet().stream()
                                .filter(each -> each.getValue().member())
                                .sorted(Map.Entry.comparingByValue(
                                        (a, b) -> b.since().compareTo(a.since())))
                                .map(each ->
                                        new In(each.getKey(), each.getValue().since()))
                                .toList(),
                        null));
    }
}
