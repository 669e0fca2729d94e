package io.danggol.profile.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.danggol.chassis.rest.Flags;
import io.danggol.profile.access.AccessLog;
import io.danggol.profile.person.People;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/// The consent ledger of a person, for the privacy officer.
@Path("/v1/profiles/{id}/consents")
@RolesAllowed("privacy-officer")
class HistoryResource {
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record State(String purpose, String channel, String state, Instant since, String entry) {}

    /// @param decision null: erased
    record Entry(int number, Instant recordedAt, Object decision, String rowHash, String chainHash) {}

    /// @param whole whether no row was changed, left out or put in later
    record ChainOf(UUID subject, boolean whole, List<Entry> entries) {}

    /// @param history null unless asked for
    record Answer(UUID profileId, List<State> items, List<ChainOf> history) {}

    private final Pool pool;
    private final Ledger ledger;
    private final People people;
    private final AccessLog access;

    HistoryResource(Pool pool, Ledger ledger, People people, AccessLog access) {
        this.pool = pool;
        this.ledger = ledger;
        this.people = people;
        this.access = access;
    }

    @GET
    public Uni<Answer> get(
            UUID id,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false")) @QueryParam("history")
                    String history) {
        var whole = Flags.of("history", history);
        return access.note("consents", id)
                .chain(() -> people.require(pool, id))
                .chain(person -> ledger.shown(pool, person.id())
                        .chain(states -> whole
                                ? ledger.history(pool, person.id())
                                        .map(rows -> answer(person.id(), states, chains(rows)))
                                : Uni.createFrom().item(answer(person.id(), states, null))));
    }

    private static Answer answer(UUID profile, Map<Permission, Standing> states, List<ChainOf> history) {
        var items = states.entrySet().stream()
                .map(it -> new State(
                        it.getKey().purpose().wire(),
                        it.getKey().channel().map(Channel::wire).orElse(null),
                        it.getValue().granted() ? "granted" : "withdrawn",
                        it.getValue().since(),
                        it.getValue().entry()))
                .toList();
        return new Answer(profile, items, history);
    }

    private List<ChainOf> chains(Map<UUID, List<Ledger.Recorded>> history) {
        return history.entrySet().stream()
                .map(it -> new ChainOf(
                        it.getKey(),
                        Chain.isWhole(
                                it.getKey(),
                                it.getValue().stream()
                                        .map(Ledger.Recorded::link)
                                        .toList()),
                        it.getValue().stream().map(this::entry).toList()))
                .toList();
    }

    private Entry entry(Ledger.Recorded recorded) {
        var link = recorded.link();
        return new Entry(
                link.number(),
                recorded.at(),
                link.content().map(ledger::read).orElse(null),
                HexFormat.of().formatHex(link.rowHash()),
                HexFormat.of().formatHex(link.chainHash()));
    }
}
