package io.danggol.segment.preview;

import io.danggol.segment.SegmentRefusal;
import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.ConditionReader;
import io.danggol.segment.condition.Fault;
import io.danggol.segment.definition.Catalogues;
import io.danggol.segment.definition.References;
import io.danggol.segment.evaluation.Evaluation;
import io.danggol.segment.history.Behaviour;
import io.danggol.segment.history.Facts;
import io.danggol.segment.membership.Profile;
import io.danggol.segment.membership.Profiles;
import io.danggol.segment.membership.StreamClock;
import io.smallrye.common.annotation.Blocking;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Who would be in a segment, before there is one. Changes nothing and tells nobody.
@Path("/v1/segments/preview")
@RolesAllowed("marketer")
class PreviewResource {
    private static final int CHUNK = 500;
    private static final int SAMPLE = 20;
    private static final Set<String> KEYS = Set.of("condition", "asOf");
    private static final UUID FIRST = new UUID(0, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;
    private final Profiles profiles;
    private final Catalogues catalogues;
    private final StreamClock streamClock;

    PreviewResource(Pool pool, Profiles profiles, Catalogues catalogues, StreamClock streamClock) {
        this.pool = pool;
        this.profiles = profiles;
        this.catalogues = catalogues;
        this.streamClock = streamClock;
    }

    /// @param count of `total` profiles that meet the condition
    /// @param tookMs how long it took, in milliseconds
    /// @param sample some of them
    record Preview(long count, long total, long tookMs, List<UUID> sample) {}

    /// Counts who meets the body's `condition` now, or at `asOf`.
    @POST
    @Blocking
    @APIResponse(responseCode = "200", description = "How many, and some of them")
    @APIResponse(responseCode = "501", description = "Not supported yet, see errors")
    public Preview preview(@NotNull Map<String, Object> body) {
        var started = System.nanoTime();
        var catalogue = catalogues.inForce(pool).await().atMost(PATIENCE);
        var condition = condition(body);
        var faults = References.faults(condition, Optional.empty(), catalogue, "/condition");
        if (!faults.isEmpty()) throw SegmentRefusal.badBody(faults);
        var asOf = asOf(body);
        var now = asOf.orElseGet(() -> streamClock.now(pool).await().atMost(PATIENCE));
        var sample = new ArrayList<UUID>();
        var count = 0L;
        var total = 0L;
        var page = profiles.after(pool, FIRST, CHUNK).await().atMost(PATIENCE);
        while (!page.isEmpty()) {
            for (var profile : page) {
                total++;
                if (!Evaluation.of(condition, facts(profile, asOf), now, catalogue.world())
                        .member()) continue;
                count++;
                if (sample.size() < SAMPLE) sample.add(profile.id());
            }
            page = page.size() < CHUNK
                    ? List.of()
                    : profiles.after(pool, page.getLast().id(), CHUNK).await().atMost(PATIENCE);
        }
        return new Preview(
                count, total, Duration.ofNanos(System.nanoTime() - started).toMillis(), sample);
    }

    /// What is known of a profile, or what had happened at `asOf`; of traits and consents only the present is known.
    private static Facts facts(Profile profile, Optional<Instant> asOf) {
        return asOf.map(profile.history()::until)
                .map(past -> new Facts(Behaviour.of(past), profile.traits(), profile.consents()))
                .orElseGet(profile::facts);
    }

    /// The instant that the body asks for; empty when it asks for now.
    private static Optional<Instant> asOf(Map<String, Object> body) {
        if (!body.containsKey("asOf")) return Optional.empty();
        try {
            return Optional.of(
                    OffsetDateTime.parse(String.valueOf(body.get("asOf"))).toInstant());
        } catch (DateTimeParseException e) {
            throw SegmentRefusal.badBody(
                    List.of(new Fault("/asOf", "expected: a time with offset, such as 2026-11-21T17:00:00+09:00")));
        }
    }

    private static Condition condition(Map<String, Object> body) {
        var faults = new ArrayList<Fault>();
        body.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> faults.add(
                        new Fault("/" + key.replace("~", "~0").replace("/", "~1"), "unknown key '" + key + "'")));
        if (!body.containsKey("condition")) faults.add(new Fault("/condition", "missing"));
        if (!faults.isEmpty()) throw SegmentRefusal.badBody(faults);
        return switch (ConditionReader.read(body.get("condition"), "/condition")) {
            case ConditionReader.Reading.Read(var condition) -> condition;
            case ConditionReader.Reading.Refused(var wrong) -> throw SegmentRefusal.badBody(wrong);
        };
    }
}
