package io.danggol.campaign.audience;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.campaign.Channel;
import io.danggol.campaign.delivery.Recall;
import io.danggol.campaign.suppression.Suppressions;
import io.danggol.campaign.suppression.Suppressions.Reason;
import io.danggol.chassis.log.BadRecord;
import io.danggol.chassis.log.Fold;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.ConsentsChanged.State;
import io.danggol.contracts.MessageEvent;
import io.danggol.contracts.MessageEvent.Kind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Reads back what this service told of messages, so that a restored database knows again what was sent and whom not
/// to write to.
@Singleton
class MessageFold implements Fold {
    private final Recall recall;
    private final Suppressions suppressions;
    private final Consents consents;
    private final Profiles profiles;
    private final Erasures erasures;
    private final ObjectMapper json;

    MessageFold(
            Recall recall,
            Suppressions suppressions,
            Consents consents,
            Profiles profiles,
            Erasures erasures,
            ObjectMapper json) {
        this.recall = recall;
        this.suppressions = suppressions;
        this.consents = consents;
        this.profiles = profiles;
        this.erasures = erasures;
        this.json = json;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var told = records.stream().map(this::read).toList();
        return erasures.of(tx, people(told)).chain(erased -> {
            var events = told.stream()
                    .filter(event -> !erased.covers(event.profileId(), event.at()))
                    .toList();
            return recall.of(tx, events).chain(() -> suppress(tx, events));
        });
    }

    private MessageEvent read(LogRecord record) {
        if (record.body() == null) throw new BadRecord("no body");
        var event = record.as(MessageEvent.class, json);
        if (event.profileId() == null || event.kind() == null || event.at() == null)
            throw new BadRecord("a message event without profile, kind or time");
        return event;
    }

    private Uni<Void> suppress(SqlClient tx, List<MessageEvent> events) {
        var closing = events.stream()
                .filter(event -> event.kind() == Kind.BOUNCED || event.kind() == Kind.UNSUBSCRIBED)
                .toList();
        return Multi.createFrom()
                .iterable(closing)
                .onItem()
                .transformToUniAndConcatenate(event -> profiles.resolve(tx, event.profileId())
                        .chain(person -> consents.of(tx, List.of(person))
                                .chain(decided -> suppress(tx, event, person, decided))))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /// A grant that came later has lifted it.
    private Uni<Void> suppress(SqlClient tx, MessageEvent event, UUID person, Map<UUID, List<State>> decided) {
        var lifted = Decided.grants(decided.getOrDefault(person, List.of())).stream()
                .anyMatch(grant ->
                        grant.channel().equals(event.channel()) && grant.since().isAfter(event.at()));
        var channel = Channel.named(event.channel());
        return lifted || channel.isEmpty()
                ? Uni.createFrom().voidItem()
                : suppressions
                        .put(tx, person, channel.get(), reason(event), event.at())
                        .replaceWithVoid();
    }

    private static Reason reason(MessageEvent event) {
        if (event.kind() == Kind.BOUNCED)
            return "unreachable".equals(event.reason()) ? Reason.UNREACHABLE : Reason.BOUNCED;
        return "complaint".equals(event.reason()) ? Reason.COMPLAINED : Reason.UNSUBSCRIBED;
    }

    private static List<UUID> people(List<MessageEvent> events) {
        return events.stream().map(MessageEvent::profileId).distinct().toList();
    }
}
