package io.danggol.campaign.kakao;

import io.danggol.campaign.Channel;
import io.danggol.campaign.audience.Profiles;
import io.danggol.campaign.contact.Contacts;
import io.danggol.campaign.delivery.Reports;
import io.danggol.campaign.suppression.Suppressions;
import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.chassis.problem.Refusal;
import io.danggol.contracts.MessageEvent;
import io.danggol.contracts.Topics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// People who refused by calling the toll-free 080 number. We know them by their phone number only, which
/// profile-service tells apart and nobody here keeps.
@Singleton
class NumberRefusals {
    private static final Logger LOG = Logger.getLogger(NumberRefusals.class);

    private static final class NotNow extends Refusal {
        NotNow() {
            super(503, "not-now", "The number cannot be told apart now", "profile-service does not answer");
        }

        @Override
        public int retryAfter() {
            return 30;
        }
    }

    private final Contacts contacts;
    private final Identities identities;
    private final Profiles profiles;
    private final Suppressions suppressions;
    private final Reports reports;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;

    NumberRefusals(
            Contacts contacts,
            Identities identities,
            Profiles profiles,
            Suppressions suppressions,
            Reports reports,
            Outbox outbox,
            Pool pool,
            Clock clock) {
        this.contacts = contacts;
        this.identities = identities;
        this.profiles = profiles;
        this.suppressions = suppressions;
        this.reports = reports;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    /// Closes KakaoTalk for whom the number belongs to, once for each call.
    Uni<Void> byNumber(String call, String number) {
        return Uni.createFrom()
                .item(() -> customer(number))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(customer -> customer.map(hash -> profiles.resolve(pool, identities.profileOfCustomer(hash))
                                .chain(person -> pool.withTransaction(tx -> once(tx, call, person))))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Optional<String> customer(String number) {
        try {
            return contacts.customerWithNumber(number);
        } catch (WebApplicationException | ProcessingException e) {
            LOG.warnf("a refusal by number waits for profile-service: %s", e.getMessage());
            throw new NotNow();
        }
    }

    private Uni<Void> once(SqlConnection tx, String call, UUID person) {
        var now = clock.instant();
        return tx.preparedQuery("insert into webhook_call (hook_id, at) values ($1, $2) on conflict do nothing")
                .execute(Tuple.of(call, now.atOffset(ZoneOffset.UTC)))
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : suppressions
                                .put(tx, person, Channel.KAKAO, Suppressions.Reason.UNSUBSCRIBED, now)
                                .chain(() -> reports.refused(tx, person, Channel.KAKAO))
                                .chain(() -> outbox.append(
                                        tx,
                                        List.of(outbox.message(
                                                Topics.MESSAGE_EVENTS,
                                                person.toString(),
                                                MessageEvent.TYPE,
                                                call,
                                                new MessageEvent(
                                                        person,
                                                        MessageEvent.Kind.UNSUBSCRIBED,
                                                        null,
                                                        null,
                                                        null,
                                                        Channel.KAKAO.wire(),
                                                        null,
                                                        null,
                                                        "080",
                                                        now,
                                                        null))))));
    }
}
