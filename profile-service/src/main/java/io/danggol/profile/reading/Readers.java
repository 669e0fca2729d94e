package io.danggol.profile.reading;

import io.danggol.chassis.log.LogReader;
import io.danggol.chassis.log.LogReaders;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads the log: erasures to their end first, then consents to theirs, and only then all else. This service
/// wrote both itself; after its database was restored they tell what has to be done again.
///
/// Until all readers have been started a replica is not ready, so nobody asks its gate before it knows who
/// refused.
@ApplicationScoped
class Readers {
    private final LogReaders readers;
    private final List<TopicFold> folds;

    Readers(LogReaders readers, @All List<TopicFold> folds) {
        this.readers = readers;
        this.folds = folds;
    }

    void start(@Observes StartupEvent event) {
        var byTopic = new LinkedHashMap<Topic, LogReader>();
        folds.forEach(fold -> byTopic.put(fold.topic(), readers.reader(fold.reader(), List.of(fold.topic()), fold)));
        var erasures = byTopic.remove(Topics.ERASURES);
        var consents = byTopic.remove(Topics.CONSENTS);
        readers.startInOrder(List.of(erasures, consents), () -> byTopic.values().forEach(LogReader::start));
    }
}
