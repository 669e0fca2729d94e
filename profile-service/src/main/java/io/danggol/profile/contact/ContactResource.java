package io.danggol.profile.contact;

import io.danggol.chassis.problem.Problem;
import io.danggol.profile.access.AccessLog;
import io.danggol.profile.contact.Contacts.Answer;
import io.danggol.profile.contact.Contacts.Place;
import io.danggol.profile.customer.Customers;
import io.danggol.profile.person.People;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Contact data for the other services, at the moment of use.
@Path("/v1/contacts")
@RolesAllowed("service")
class ContactResource {
    record ContactsRequest(
            @NotNull @Size(min = 1, max = 100) List<@NotNull UUID> profileIds,
            @NotNull String channel,
            @NotNull String purpose) {}

    /// @param problem why there is no address; else null
    record Item(UUID profileId, String address, String name, String allowedBy, Problem problem) {
        static Item of(UUID id, Answer answer) {
            return switch (answer) {
                case Answer.Given(var address, var name, var by) -> new Item(id, address, name, by, null);
                case Answer.Refused(var refusal) -> new Item(id, null, null, null, refusal.problem());
            };
        }
    }

    record Items(List<Item> items) {}

    record ResolveRequest(
            @Size(max = 100) List<@NotNull String> emails,
            @Size(max = 100) List<@NotNull String> phones) {
        /// Nothing personal, so that it can stand in a log by mistake.
        @Override
        public String toString() {
            return "ResolveRequest[]";
        }
    }

    /// @param customers hash of the customer id, by the place of the e-mail address or phone number in the request;
    /// phone numbers count on behind the addresses; who is unknown is left out
    record Resolved(Map<String, String> customers) {}

    private final Pool pool;
    private final Contacts contacts;
    private final Customers customers;
    private final People people;
    private final AccessLog access;

    ContactResource(Pool pool, Contacts contacts, Customers customers, People people, AccessLog access) {
        this.pool = pool;
        this.contacts = contacts;
        this.customers = customers;
        this.people = people;
        this.access = access;
    }

    @POST
    public Uni<Items> post(@NotNull @Valid ContactsRequest request) {
        return contacts.of(
                        request.profileIds(),
                        Contacts.channel(request.channel(), Place.BODY),
                        Contacts.purport(request.purpose(), Place.BODY))
                .map(answers -> new Items(request.profileIds().stream()
                        .map(id -> Item.of(id, answers.get(id)))
                        .toList()));
    }

    /// Which customers these addresses and numbers are known to be.
    @POST
    @Path("resolve")
    public Uni<Resolved> resolve(@NotNull @Valid ResolveRequest request) {
        var emails = request.emails() == null ? List.<String>of() : request.emails();
        var phones = request.phones() == null ? List.<String>of() : request.phones();
        return Multi.createFrom()
                .range(0, emails.size() + phones.size())
                .onItem()
                .transformToUniAndConcatenate(i -> (i < emails.size()
                                ? customers.byEmail(pool, emails.get(i))
                                : customers.byPhone(pool, phones.get(i - emails.size())))
                        .chain(this::customerOf)
                        .map(hash -> Map.entry(String.valueOf(i), hash)))
                .collect()
                .asList()
                .map(found -> {
                    var byPlace = new HashMap<String, String>();
                    found.stream()
                            .filter(it -> !it.getValue().isEmpty())
                            .forEach(it -> byPlace.put(it.getKey(), it.getValue()));
                    return new Resolved(byPlace);
                });
    }

    /// Hash of the customer id of the first of these, after all merges; empty if there is none.
    private Uni<String> customerOf(List<UUID> found) {
        if (found.isEmpty()) return Uni.createFrom().item("");
        return access.note("resolve", found.getFirst())
                .chain(() -> people.find(pool, found.getFirst()))
                .map(row -> row.map(it -> it.customer() == null ? "" : it.customer())
                        .orElse(""));
    }
}
