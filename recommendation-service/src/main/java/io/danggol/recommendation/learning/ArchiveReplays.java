package io.danggol.recommendation.learning;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/// Asks profile-service to publish again what the log no longer has.
@Singleton
class ArchiveReplays {
    private static final Logger LOG = Logger.getLogger(ArchiveReplays.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    private final ArchiveClient archive;

    ArchiveReplays(@RestClient ArchiveClient archive) {
        this.archive = archive;
    }

    /// Asks until it is heard; returns at once.
    void ask() {
        Thread.ofVirtual().name("archive-replay").start(this::insist);
    }

    private void insist() {
        for (var pause = Duration.ofSeconds(1); ; pause = longer(pause)) {
            try {
                archive.replay(Map.of()).await().atMost(PATIENCE);
                return;
            } catch (RuntimeException e) {
                LOG.warnf("the archive does not answer: %s", e);
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(MAX_PAUSE) < 0 ? doubled : MAX_PAUSE;
    }
}
