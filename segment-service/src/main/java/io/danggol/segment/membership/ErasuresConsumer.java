package io.danggol.segment.membership;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.Fold;
import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.Topics;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Forgets people: their history, traits, consents and memberships, also those told to the log. That they are to stay
/// forgotten is remembered with the profile's id and the time alone.
@Singleton
class ErasuresConsumer implements Fold {
    private static final String SERVICE = "segment";

    private final Profiles profiles;
    private final Memberships memberships;
    private final StreamClock streamClock;
    private final Outbox outbox;
    private final ObjectMapper json;

    ErasuresConsumer(
            Profiles profiles, Memberships memberships, StreamClock streamClock, Outbox outbox, ObjectMapper json) {
        this.profiles = profiles;
        this.memberships = memberships;
        this.streamClock = streamClock;
        this.outbox = outbox;
        this.json = json;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var done = Uni.createFrom().voidItem();
        for (var record : records) {
            if (record.body() == null) continue;
            var order = record.as(ErasureOrdered.class, json);
            done = done.chain(() -> erase(tx, order));
        }
        return done;
    }

    private Uni<Void> erase(SqlConnection tx, ErasureOrdered order) {
        if (order.profileIds().isEmpty()) return Uni.createFrom().voidItem();
        return profiles.lock(tx, order.profileIds()).chain(locked -> {
            var savings = new ArrayList<Profiles.Saving>();
            var messages = new ArrayList<LogMessage>();
            var events = 0L;
            var told = 0L;
            for (var profile : locked) {
                var erased = profile.after(List.of(new News.Erased(order.erasedAt())))
                        .profile()
                        .standing(Map.of(), 0, 0);
                savings.add(new Profiles.Saving(profile, erased));
                events += profile.history().events().size()
                        - erased.history().events().size();
                for (var segment : profile.memberships().keySet()) {
                    messages.add(memberships.forgotten(profile.id(), segment, order.requestId()));
                    told++;
                }
            }
            messages.add(receipt(order, "history", events));
            messages.add(receipt(order, "memberships", told));
            return profiles.save(tx, savings)
                    .chain(() -> tx.preparedQuery("delete from membership where profile = any($1)")
                            .execute(Tuple.of(order.profileIds().toArray(UUID[]::new))))
                    .chain(() -> outbox.append(tx, messages));
        });
    }

    private LogMessage receipt(ErasureOrdered order, String store, long count) {
        return outbox.message(
                Topics.ERASURE_RECEIPTS,
                order.profileIds().getFirst().toString(),
                ErasureReceipt.TYPE,
                order.requestId() + ":" + SERVICE + ":" + store,
                new ErasureReceipt(order.requestId(), SERVICE, store, count, streamClock.present()));
    }

    @Override
    public void committed(List<LogRecord> records) {
        outbox.wake();
    }
}
