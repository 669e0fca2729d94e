package io.danggol.segment.membership;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.danggol.chassis.rest.Page;
import io.danggol.segment.Cursor;
import io.danggol.segment.SegmentRefusal;
import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.ConditionWriter;
import io.danggol.segment.definition.Catalogue;
import io.danggol.segment.definition.Catalogues;
import io.danggol.segment.definition.Definition;
import io.danggol.segment.definition.Segments;
import io.danggol.segment.evaluation.Explanation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestMulti;

/// Who is in a segment, and why.
@Path("/v1/segments/{id}")
class MemberResource {
    private static final UUID LAST = new UUID(-1, -1);
    private static final int CSV_CHUNK = 2_000;

    private final Segments segments;
    private final Catalogues catalogues;
    private final Profiles profiles;
    private final StreamClock streamClock;
    private final Pool pool;

    MemberResource(Segments segments, Catalogues catalogues, Profiles profiles, StreamClock streamClock, Pool pool) {
        this.segments = segments;
        this.catalogues = catalogues;
        this.profiles = profiles;
        this.streamClock = streamClock;
        this.pool = pool;
    }

    record Member(UUID profileId, Instant since) {}

    /// @param recheckAt when time alone changes it; null: never
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Standing(boolean member, Instant since, Instant recheckAt, Node explanation) {}

    /// An [Explanation] as callers see it.
    record Node(Map<String, Object> condition, boolean holds, String text, List<Evidence> events, List<Node> parts) {
        static Node of(Explanation explanation) {
            return new Node(
                    ConditionWriter.write(explanation.condition()),
                    explanation.holds(),
                    explanation.text(),
                    explanation.events().stream()
                            .map(event -> new Evidence(event.id(), event.name(), event.at()))
                            .toList(),
                    explanation.parts().isEmpty()
                            ? null
                            : explanation.parts().stream().map(Node::of).toList());
        }
    }

    record Evidence(String id, String name, Instant occurredAt) {}

    @GET
    @Path("members")
    @RolesAllowed("marketer")
    public Uni<Page<Member>> members(
            String id,
            @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") String cursor) {
        var from = Cursor.of(cursor);
        return definition(id)
                .chain(definition -> page(definition.key(), from.at(), profile(from), limit + 1))
                .map(members -> {
                    var page = members.subList(0, Math.min(limit, members.size()));
                    return new Page<>(List.copyOf(page), members.size() > limit ? after(page.getLast()) : null);
                });
    }

    private static UUID profile(Cursor cursor) {
        try {
            return cursor.equals(Cursor.START) ? LAST : UUID.fromString(cursor.key());
        } catch (IllegalArgumentException e) {
            throw SegmentRefusal.badCursor();
        }
    }

    private static String after(Member last) {
        return new Cursor(last.since(), last.profileId().toString()).encoded();
    }

    /// All members, newest first; a line each after a line of headings.
    @GET
    @Path("members.csv")
    @Produces("text/csv;charset=utf-8")
    @RolesAllowed("marketer")
    public Multi<String> csv(String id) {
        return RestMulti.fromUniResponse(
                definition(id),
                definition -> lines(definition.key()),
                definition -> Map.of("Content-Disposition", List.of(attachment(definition.key()))));
    }

    private static String attachment(String segment) {
        return "attachment; filename*=UTF-8''" + URLEncoder.encode(segment, StandardCharsets.UTF_8) + ".csv";
    }

    private Multi<String> lines(String segment) {
        var last = new AtomicReference<>(new Member(LAST, Cursor.START.at()));
        var chunks = Multi.createBy()
                .repeating()
                .uni(() -> page(segment, last.get().since(), last.get().profileId(), CSV_CHUNK)
                        .invoke(members -> {
                            if (!members.isEmpty()) last.set(members.getLast());
                        }))
                .whilst(members -> members.size() == CSV_CHUNK)
                .map(members -> members.stream()
                        .map(member -> member.profileId() + "," + member.since() + "\r\n")
                        .collect(Collectors.joining()));
        return Multi.createBy().concatenating().streams(Multi.createFrom().item("profileId,since\r\n"), chunks);
    }

    private Uni<List<Member>> page(String segment, Instant since, UUID profile, int limit) {
        return pool.preparedQuery("""
                        select profile, since from membership where segment = $1 and (since, profile) < ($2, $3)
                        order by since desc, profile desc limit $4""")
                .execute(Tuple.of(segment, since.atOffset(ZoneOffset.UTC), profile, limit))
                .map(rows -> {
                    var members = new ArrayList<Member>(rows.size());
                    rows.forEach(row -> members.add(new Member(
                            row.getUUID("profile"),
                            row.get(OffsetDateTime.class, "since").toInstant())));
                    return members;
                });
    }

    @GET
    @Path("members/{profileId}")
    @RolesAllowed({"analyst", "marketer"})
    public Uni<Standing> standing(String id, UUID profileId) {
        return segments.key(id)
                .chain(key -> catalogues.inForce(pool).chain(catalogue -> {
                    var definition = catalogue.definition(key).orElseThrow(SegmentRefusal::noSegment);
                    return profiles.find(pool, profileId)
                            .map(found ->
                                    found.filter(profile -> !profile.isBlank()).orElseThrow(SegmentRefusal::noProfile))
                            .chain(profile ->
                                    streamClock.now(pool).map(now -> standing(definition, profile, catalogue, now)));
                }));
    }

    private static Standing standing(Definition definition, Profile profile, Catalogue catalogue, Instant now) {
        var membership = profile.membership(definition.key());
        // Who objected to profiling is in no segment, and the tree says so.
        var condition = profile.consents().objected()
                ? new Condition.All(
                        List.of(new Condition.Consent("profiling", Optional.empty()), definition.condition()))
                : definition.condition();
        return new Standing(
                membership.member(),
                membership.revision() == 0 ? null : membership.since(),
                membership.recheckAt().orElse(null),
                Node.of(Explanation.of(condition, profile.facts(), now, catalogue.world())));
    }

    private Uni<Definition> definition(String id) {
        return segments.key(id)
                .chain(key -> catalogues
                        .inForce(pool)
                        .map(catalogue -> catalogue.definition(key).orElseThrow(SegmentRefusal::noSegment)));
    }
}
