package io.danggol.profile.rights;

import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.chassis.storefront.StorefrontCall;
import io.danggol.chassis.storefront.StorefrontOrBearer;
import io.danggol.profile.access.AccessLog;
import io.danggol.profile.archive.Transitions;
import io.danggol.profile.identity.Browsers;
import io.danggol.profile.person.Lookup;
import io.danggol.profile.person.People;
import io.danggol.profile.person.PersonRefusal;
import io.danggol.profile.person.Profiles;
import io.danggol.profile.rights.PrivacyRequest.Receipt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/// People's rights over their data: asked for by the privacy officer, by the person with a customer token, or by a
/// browser for what it did itself.
@Path("/v1/privacy-requests")
@StorefrontOrBearer
class PrivacyRequestResource {
    private static final String ROLE = "privacy-officer";
    private static final String ONE_SUBJECT = "exactly one of customerId, visitorId, email";

    /// The longest that any topic keeps a record.
    private static final Period LONGEST_RETENTION = Period.ofDays(30);

    /// @param customerToken who asks, where the header does not say it
    record PostRequest(String type, Subject subject, String customerToken) {}

    /// Exactly one is not null.
    record Subject(String customerId, String visitorId, String email) {
        /// Nothing personal, so that it can stand in a log by mistake.
        @Override
        public String toString() {
            return "Subject[]";
        }
    }

    record Accepted(UUID id, Instant dueAt) {}

    record Answer(UUID id, String type, String state, Instant requestedAt, Instant dueAt, List<Receipt> receipts) {}

    /// @param services what each service removed, by store
    /// @param longestRetention the log forgets by itself after this time at the latest
    record Certificate(
            UUID requestId,
            String type,
            Instant requestedAt,
            Instant erasedAt,
            List<Receipt> services,
            Period longestRetention,
            Instant logsEmptyAt) {}

    private final Pool pool;
    private final PrivacyRequests requests;
    private final Erasure erasure;
    private final Export export;
    private final Lookup lookup;
    private final People people;
    private final Profiles profiles;
    private final Browsers browsers;
    private final Transitions transitions;
    private final AccessLog access;
    private final Identities identities;
    private final StorefrontCall call;
    private final Outbox outbox;
    private final Clock clock;

    PrivacyRequestResource(
            Pool pool,
            PrivacyRequests requests,
            Erasure erasure,
            Export export,
            Lookup lookup,
            People people,
            Profiles profiles,
            Browsers browsers,
            Transitions transitions,
            AccessLog access,
            Identities identities,
            StorefrontCall call,
            Outbox outbox,
            Clock clock) {
        this.pool = pool;
        this.requests = requests;
        this.erasure = erasure;
        this.export = export;
        this.lookup = lookup;
        this.people = people;
        this.profiles = profiles;
        this.browsers = browsers;
        this.transitions = transitions;
        this.access = access;
        this.identities = identities;
        this.call = call;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Whom a request is about.
    ///
    /// @param browserOnly without proof of the person
    private record Target(UUID profile, Optional<String> customer, boolean browserOnly) {}

    @POST
    @APIResponse(
            responseCode = "202",
            description = "Being carried out",
            headers = @Header(name = "Location", ref = "Location"),
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Accepted.class)))
    @APIResponse(responseCode = "403", description = "Not one's own data, or a customer's and no customer token")
    @APIResponse(responseCode = "404", description = "Nobody is known by this")
    public Uni<RestResponse<Accepted>> post(PostRequest request) {
        // Who may not ask is told so, whatever the body is: so the body is looked at here and not before.
        call.require(ROLE);
        if (request != null) call.takeToken(request.customerToken());
        if (request == null || request.subject() == null) throw new RightsRefusal.Malformed("/subject", ONE_SUBJECT);
        requireShort("/subject/customerId", request.subject().customerId(), 128);
        requireShort("/subject/visitorId", request.subject().visitorId(), 64);
        requireShort("/subject/email", request.subject().email(), 255);
        var type = Optional.ofNullable(request.type())
                .flatMap(RequestType::of)
                .orElseThrow(() -> new RightsRefusal.Malformed("/type", "access, portability, erasure or restriction"));
        var given = Stream.of(
                        request.subject().customerId(),
                        request.subject().visitorId(),
                        request.subject().email())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) throw new RightsRefusal.Malformed("/subject", ONE_SUBJECT);
        var id = UUID.randomUUID();
        var now = clock.instant();
        var dueAt = PrivacyRequest.dueAfter(now);
        return target(request.subject())
                .chain(target -> pool.withTransaction(tx -> carryOut(tx, id, type, target, now)
                        .chain(() -> requests.add(
                                tx,
                                new PrivacyRequest(
                                        id,
                                        type,
                                        target.profile(),
                                        target.browserOnly(),
                                        now,
                                        dueAt,
                                        type == RequestType.ERASURE ? null : now,
                                        type == RequestType.ERASURE ? now : null,
                                        List.of())))))
                .invoke(outbox::wake)
                .map(_ -> RestResponse.ResponseBuilder.<Accepted>create(RestResponse.Status.ACCEPTED)
                        .entity(new Accepted(id, dueAt))
                        .location(URI.create("/v1/privacy-requests/" + id))
                        .build());
    }

    private static void requireShort(String pointer, String text, int most) {
        if (text != null && (text.isEmpty() || text.length() > most)) {
            throw new RightsRefusal.Malformed(pointer, "1 to " + most + " characters");
        }
    }

    private Uni<Target> target(Subject subject) {
        if (call.key().isEmpty()) return byOfficer(subject);
        if (subject.customerId() != null) {
            if (!subject.customerId().equals(call.requireCustomer())) throw new RightsRefusal.NotYours();
            var hash = identities.customerHash(subject.customerId());
            return people.root(pool, identities.profileOfCustomer(hash))
                    .map(root -> new Target(root, Optional.of(hash), false));
        }
        if (subject.visitorId() == null) throw new RightsRefusal.NotYours();
        return browsers.ownProfileStandsForCustomer(pool, subject.visitorId()).map(standsFor -> {
            if (standsFor) throw new RightsRefusal.OfACustomer();
            return new Target(identities.profileOfVisitor(subject.visitorId()), Optional.empty(), true);
        });
    }

    private Uni<Target> byOfficer(Subject subject) {
        return lookup.one(pool, new Lookup.By(subject.visitorId(), subject.customerId(), subject.email(), null))
                .map(row -> new Target(row.id(), Optional.ofNullable(row.customer()), false))
                .onFailure(PersonRefusal.class)
                .transform(_ -> new RightsRefusal.NobodyFound());
    }

    private Uni<Void> carryOut(SqlClient tx, UUID id, RequestType type, Target target, Instant now) {
        return switch (type) {
            case ERASURE -> erasure.carryOut(tx, id, target.profile(), now);
            case RESTRICTION ->
                profiles.lock(tx, Map.of(target.profile(), target.customer()))
                        .chain(() -> profiles.restrict(tx, target.profile()))
                        .chain(() -> transitions.changed(tx, List.of(target.profile()), now));
            case ACCESS, PORTABILITY -> Uni.createFrom().voidItem();
        };
    }

    /// @param visitorId for a browser that asked for itself
    @GET
    @Path("{id}")
    public Uni<Answer> get(UUID id, @QueryParam("visitorId") String visitorId) {
        return mine(id, visitorId)
                .map(it -> new Answer(
                        it.id(),
                        it.type().wire(),
                        it.state().name().toLowerCase(Locale.ROOT),
                        it.requestedAt(),
                        it.dueAt(),
                        it.receipts()));
    }

    @GET
    @Path("{id}/export")
    @APIResponse(responseCode = "200", description = "What is known of the person")
    @APIResponse(responseCode = "409", description = "This kind of request has no export")
    public Uni<Export.Content> export(UUID id, @QueryParam("visitorId") String visitorId) {
        return mine(id, visitorId)
                .invoke(it -> {
                    switch (it.type()) {
                        case ACCESS, PORTABILITY -> {}
                        case ERASURE, RESTRICTION ->
                            throw new RightsRefusal.NotThere("only access and portability have an export");
                    }
                })
                .call(it -> access.note("export", it.profile()))
                .chain(export::of);
    }

    @GET
    @Path("{id}/certificate")
    @APIResponse(responseCode = "200", description = "What each service removed")
    @APIResponse(responseCode = "409", description = "No erasure, or not every service has sent its receipts")
    public Uni<Certificate> certificate(UUID id, @QueryParam("visitorId") String visitorId) {
        return mine(id, visitorId).map(it -> {
            if (it.type() != RequestType.ERASURE || it.state() != PrivacyRequest.State.DONE) {
                throw new RightsRefusal.NotThere("an erasure has a certificate when all services have sent receipts");
            }
            return new Certificate(
                    it.id(),
                    it.type().wire(),
                    it.requestedAt(),
                    it.erasedAt(),
                    it.receipts(),
                    LONGEST_RETENTION,
                    it.erasedAt().plus(LONGEST_RETENTION));
        });
    }

    /// The request, if the caller may see it; somebody else's is unknown to them.
    private Uni<PrivacyRequest> mine(UUID id, String visitorId) {
        call.require(ROLE);
        return requests.require(id).chain(it -> {
            if (call.key().isEmpty()) return Uni.createFrom().item(it);
            if (it.browserOnly()) {
                if (visitorId == null || !identities.profileOfVisitor(visitorId).equals(it.profile())) {
                    throw new RightsRefusal.Unknown();
                }
                return Uni.createFrom().item(it);
            }
            var own = identities.profileOfCustomer(identities.customerHash(call.requireCustomer()));
            return people.root(pool, own).map(root -> {
                if (!root.equals(it.profile()) && !own.equals(it.profile())) throw new RightsRefusal.Unknown();
                return it;
            });
        });
    }
}
