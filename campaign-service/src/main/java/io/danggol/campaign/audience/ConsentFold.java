package io.danggol.campaign.audience;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.campaign.Channel;
import io.danggol.campaign.suppression.Suppressions;
import io.danggol.chassis.log.BadRecord;
import io.danggol.chassis.log.Fold;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.ConsentsChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Keeps what people decided. A grant that is later than a suppression lifts it.
@Singleton
class ConsentFold implements Fold {
    private final Consents consents;
    private final Suppressions suppressions;
    private final Erasures erasures;
    private final ObjectMapper json;

    ConsentFold(Consents consents, Suppressions suppressions, Erasures erasures, ObjectMapper json) {
        this.consents = consents;
        this.suppressions = suppressions;
        this.erasures = erasures;
        this.json = json;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var newest = new LinkedHashMap<UUID, ConsentsChanged>();
        var gone = new HashSet<UUID>();
        for (var record : records) {
            if (record.body() == null) {
                gone.add(key(record.key()));
                newest.remove(key(record.key()));
            } else {
                var change = record.as(ConsentsChanged.class, json);
                newest.merge(change.profileId(), change, (old, next) -> next.revision() >= old.revision() ? next : old);
            }
        }
        return erasures.of(tx, newest.keySet()).chain(erased -> {
            var changes = newest.values().stream()
                    .map(change -> without(change, erased))
                    .toList();
            return consents.forget(tx, gone)
                    .chain(() -> consents.put(tx, changes))
                    .chain(() -> suppressions.lift(
                            tx, changes.stream().flatMap(ConsentFold::grants).toList()));
        });
    }

    /// The decisions that were made after the person was erased.
    private static ConsentsChanged without(ConsentsChanged change, Erasures.Erased erased) {
        var states = change.states() == null ? List.<ConsentsChanged.State>of() : change.states();
        return new ConsentsChanged(
                change.profileId(),
                change.revision(),
                states.stream()
                        .filter(state -> !erased.covers(change.profileId(), state.since()))
                        .toList());
    }

    private static Stream<Suppressions.Grant> grants(ConsentsChanged change) {
        return Decided.grants(change.states()).stream()
                .map(state -> Channel.named(state.channel())
                        .map(channel -> new Suppressions.Grant(change.profileId(), channel, state.since())))
                .flatMap(Optional::stream);
    }

    private static UUID key(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException | NullPointerException _) {
            throw new BadRecord("not a profile id");
        }
    }
}
