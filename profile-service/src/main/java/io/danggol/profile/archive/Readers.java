package io.danggol.profile.archive;

import io.danggol.chassis.log.LogReaders;
import io.danggol.contracts.Topics;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/// Starts to read storefront events.
@ApplicationScoped
class Readers {
    private final LogReaders readers;
    private final EventsFold events;

    Readers(LogReaders readers, EventsFold events) {
        this.readers = readers;
        this.events = events;
    }

    void start(@Observes StartupEvent event) {
        readers.reader(Publication.READER, List.of(Topics.STOREFRONT_EVENTS), events)
                .start();
    }
}
