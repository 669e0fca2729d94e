package io.danggol.shop.crowd;

import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.disk.Documents;
import io.danggol.shop.suite.Suite;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The shop's past, and whether the suite knows it; remembered on disk.
public final class Past {
    private static final String NAME = "crowd";

    /// How far the past has been sent.
    ///
    /// @param done customers, consents and events sent by this process
    /// @param total of them to send; 0 before it began
    public record State(boolean loaded, long done, long total) {}

    /// @param end of the past, kept so that a second attempt sends the very same events
    private record Kept(Instant end, boolean loaded) {}

    private final Crowd crowd;
    private final Catalogue catalogue;
    private final Documents<Kept> kept;
    private final Clock clock;
    private volatile State state;

    public Past(Crowd crowd, Catalogue catalogue, Path folder, Clock clock) {
        this.crowd = crowd;
        this.catalogue = catalogue;
        this.kept = new Documents<>(folder, Kept.class);
        this.clock = clock;
        this.state = new State(kept.find(NAME).filter(Kept::loaded).isPresent(), 0, 0);
    }

    public State state() {
        return state;
    }

    /// Sends the past, which ends at the clock's now of the first call ever, and returns when the suite has taken it.
    ///
    /// @param shop where its pages are said to be
    /// @return what became of it; empty when it had been loaded before
    public Optional<PastSummary> load(Suite suite, URI shop, PastProgress progress) throws InterruptedException {
        if (state.loaded()) return Optional.empty();
        var end = kept.update(NAME, new Kept(clock.instant(), false), UnaryOperator.identity())
                .end();
        PastProgress both = (done, total) -> {
            state = new State(false, done, total);
            progress.at(done, total);
        };
        var summary = new PastSender(suite, catalogue, shop, both).send(crowd, end);
        kept.put(NAME, new Kept(end, true));
        state = new State(true, state.total(), state.total());
        return Optional.of(summary);
    }
}
