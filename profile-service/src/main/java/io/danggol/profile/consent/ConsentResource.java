package io.danggol.profile.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.storefront.Storefront;
import io.danggol.chassis.storefront.StorefrontCall;
import io.danggol.profile.customer.Customers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shoppers' own consents, for storefronts. Without a customer token a decision binds the browser only.
@Path("/v1/consents")
@Storefront
class ConsentResource {
    record PutRequest(
            @Size(min = 1, max = 64) String visitorId,
            String customerToken,
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Decided> decisions) {}

    /// @param carriedOver true where the browser decided it before its person logged in: told with their token, it
    /// becomes theirs, as of then, unless they decided otherwise
    record Decided(
            @NotNull String purpose,
            String channel,
            @NotNull String state,
            @Size(max = 64) String wording,
            @Size(max = 64) String place,
            Boolean carriedOver) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Item(String purpose, String channel, String state, Instant since, Instant expiresAt) {}

    record Items(List<Item> items) {}

    private final Pool pool;
    private final Consents consents;
    private final Ledger ledger;
    private final Customers customers;
    private final Identities identities;
    private final StorefrontCall call;
    private final Outbox outbox;
    private final Clock clock;

    ConsentResource(
            Pool pool,
            Consents consents,
            Ledger ledger,
            Customers customers,
            Identities identities,
            StorefrontCall call,
            Outbox outbox,
            Clock clock) {
        this.pool = pool;
        this.consents = consents;
        this.ledger = ledger;
        this.customers = customers;
        this.identities = identities;
        this.call = call;
        this.outbox = outbox;
        this.clock = clock;
    }

    @PUT
    public Uni<Items> put(@NotNull @Valid PutRequest request) {
        var now = clock.instant();
        call.takeToken(request.customerToken());
        var customer = call.customerId();
        var decisions = decisions(request, customer.isPresent(), now);
        if (decisions.stream()
                .anyMatch(it -> it.carriedOver()
                        || !it.decision().permission().purpose().bindsBrowser())) call.requireCustomer();
        if (customer.isEmpty() && request.visitorId() == null) throw new ConsentRefusal.NoVisitor();
        return pool.withTransaction(tx -> decide(tx, request.visitorId(), customer, decisions, now)
                        .chain(() -> standing(tx, request.visitorId(), customer)))
                .invoke(outbox::wake);
    }

    private Uni<Void> decide(
            SqlClient tx, String visitor, Optional<String> customer, List<Said> decisions, Instant now) {
        if (customer.isEmpty()) return consents.ofBrowser(tx, visitor, decisions, now);
        var hash = identities.customerHash(customer.get());
        var profile = identities.profileOfCustomer(hash);
        return consents.ofCustomer(tx, profile, hash, visitor, decisions, now)
                .chain(() -> customers.remember(tx, profile, customer.get()));
    }

    private static List<Said> decisions(PutRequest request, boolean proven, Instant now) {
        var decisions = new ArrayList<Said>();
        var errors = new ArrayList<Problem.Error>();
        for (var i = 0; i < request.decisions().size(); i++) {
            var decided = request.decisions().get(i);
            var at = "/decisions/" + i;
            var purpose = Purpose.of(decided.purpose());
            var channel = Channel.of(decided.channel());
            if (purpose.isEmpty()) {
                errors.add(new Problem.Error(at + "/purpose", "expected: one of " + wires()));
            } else if (decided.channel() != null && channel.isEmpty() || !fits(purpose.get(), channel)) {
                errors.add(new Problem.Error(
                        at + "/channel",
                        "expected: "
                                + (purpose.get().channels().isEmpty()
                                        ? "none"
                                        : "one of "
                                                + purpose.get().channels().stream()
                                                        .map(Channel::wire)
                                                        .toList())));
            } else if (!decided.state().equals("granted") && !decided.state().equals("withdrawn")) {
                errors.add(new Problem.Error(at + "/state", "expected: granted or withdrawn"));
            } else if (Boolean.TRUE.equals(decided.carriedOver())
                    && !purpose.get().bindsBrowser()) {
                errors.add(new Problem.Error(
                        at + "/carriedOver", "expected: only what a browser decides, analytics or personalization"));
            } else {
                var decision = new Decision(
                        proven ? Optional.empty() : Optional.ofNullable(request.visitorId()),
                        new Permission(purpose.get(), channel),
                        decided.state().equals("granted"),
                        now,
                        Optional.ofNullable(decided.wording()),
                        Optional.ofNullable(decided.place()),
                        proven ? "customer" : "browser");
                decisions.add(new Said(decision, Boolean.TRUE.equals(decided.carriedOver())));
            }
        }
        if (!errors.isEmpty()) throw new ConsentRefusal.Malformed(errors);
        return decisions;
    }

    private static boolean fits(Purpose purpose, Optional<Channel> channel) {
        return purpose.channels().isEmpty()
                ? channel.isEmpty()
                : channel.filter(purpose.channels()::contains).isPresent();
    }

    private static List<String> wires() {
        return List.of(Purpose.values()).stream().map(Purpose::wire).toList();
    }

    @GET
    public Uni<Items> get(@QueryParam("visitorId") @Size(min = 1, max = 64) String visitorId) {
        if (call.customerId().isEmpty() && visitorId == null) throw new ConsentRefusal.NoVisitor();
        return standing(pool, visitorId, call.customerId());
    }

    /// What holds for this browser and, where the call proves one, this person.
    private Uni<Items> standing(SqlClient client, String visitor, Optional<String> customer) {
        Uni<Map<Permission, Standing>> browser =
                visitor == null ? Uni.createFrom().item(Map.of()) : ledger.ofBrowser(client, visitor);
        return browser.chain(ofBrowser -> {
            if (customer.isEmpty()) return Uni.createFrom().item(items(ofBrowser));
            var profile = identities.profileOfCustomer(identities.customerHash(customer.get()));
            return ledger.ofPerson(client, profile).map(ofPerson -> {
                var all = new HashMap<>(ofPerson);
                ofBrowser.forEach((permission, standing) -> all.merge(permission, standing, Standing::or));
                return items(all);
            });
        });
    }

    private static Items items(Map<Permission, Standing> standing) {
        return new Items(Purpose.all().stream()
                .map(permission -> item(permission, Optional.ofNullable(standing.get(permission))))
                .toList());
    }

    private static Item item(Permission permission, Optional<Standing> standing) {
        return new Item(
                permission.purpose().wire(),
                permission.channel().map(Channel::wire).orElse(null),
                standing.map(it -> it.granted() ? "granted" : "withdrawn").orElse("unknown"),
                standing.map(Standing::since).orElse(null),
                standing.filter(Standing::granted)
                        .flatMap(it -> Reconfirmation.due(permission.purpose(), it.since()))
                        .orElse(null));
    }
}
