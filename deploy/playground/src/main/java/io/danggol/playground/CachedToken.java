package io.danggol.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// A bearer token, fetched anew before its hour is over.
final class CachedToken implements Supplier<String> {
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final Callable<String> fetch;
    private String token;
    private long fetchedNanos;

    CachedToken(Callable<String> fetch) {
        this.fetch = fetch;
    }

    @Override
    public synchronized String get() {
        // Tokens live by the real clock, not by the suite's.
        if (token == null || System.nanoTime() - fetchedNanos > KEPT.toNanos()) {
            try {
                token = fetch.call();
                fetchedNanos = System.nanoTime();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return token;
    }
}
