package io.danggol.campaign.audience;

import io.danggol.campaign.delivery.Broadcasts;
import io.danggol.campaign.delivery.Dispatcher;
import io.danggol.chassis.log.LogReaders;
import io.danggol.contracts.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/// Reads the log: erasures to their end first; then consents, profiles and products, so that no old "yes" and no old
/// cart is believed; then what was sent, so that a restored database sends nothing twice; only then who came into which
/// segment, and messages begin to go.
@Singleton
class Readers {
    private final LogReaders readers;
    private final ErasureFold erasures;
    private final ConsentFold consents;
    private final ProfileFold profiles;
    private final ProductFold products;
    private final MessageFold messages;
    private final MembershipFold memberships;
    private final Dispatcher dispatcher;
    private final Broadcasts broadcasts;

    Readers(
            LogReaders readers,
            ErasureFold erasures,
            ConsentFold consents,
            ProfileFold profiles,
            ProductFold products,
            MessageFold messages,
            MembershipFold memberships,
            Dispatcher dispatcher,
            Broadcasts broadcasts) {
        this.readers = readers;
        this.erasures = erasures;
        this.consents = consents;
        this.profiles = profiles;
        this.products = products;
        this.messages = messages;
        this.memberships = memberships;
        this.dispatcher = dispatcher;
        this.broadcasts = broadcasts;
    }

    void start(@Observes StartupEvent event) {
        var first = readers.reader("erasures", List.of(Topics.ERASURES), erasures);
        var ledger = readers.reader("consents", List.of(Topics.CONSENTS), consents);
        var facts = readers.reader("profile-events", List.of(Topics.PROFILE_EVENTS), profiles);
        var catalogue = readers.reader("products", List.of(Topics.PRODUCTS), products);
        var sent = readers.reader("message-events", List.of(Topics.MESSAGE_EVENTS), messages);
        var entries = readers.reader("segment-memberships", List.of(Topics.SEGMENT_MEMBERSHIPS), memberships);
        readers.startInOrder(List.of(first, catalogue, ledger, facts, sent), () -> {
            entries.start();
            dispatcher.start();
            broadcasts.start();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        broadcasts.stop();
        dispatcher.stop();
    }
}
