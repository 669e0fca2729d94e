package io.danggol.profile.archive;

import io.danggol.contracts.StorefrontEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.TreeMap;

/// Orders the bodies that came under one event id: the smallest counts. A body that was only received again later is
/// the same body, and the earlier receipt counts.
///
/// @param hash SHA-256 of all but `receivedAt`
record Canonical(String hash, Instant receivedAt) implements Comparable<Canonical> {
    private static final Comparator<Canonical> ORDER =
            Comparator.comparing(Canonical::hash).thenComparing(Canonical::receivedAt);

    static Canonical of(StorefrontEvent event) {
        var withoutReceipt = new StorefrontEvent(
                event.id(),
                event.source(),
                event.name(),
                event.visitorId(),
                event.customer(),
                event.sessionId(),
                event.sessionNumber(),
                event.occurredAt(),
                Instant.EPOCH,
                event.consent(),
                event.context(),
                event.currency(),
                event.value(),
                event.items(),
                event.params() == null ? null : new TreeMap<>(event.params()));
        return new Canonical(sha256(withoutReceipt.toString()), event.receivedAt());
    }

    @Override
    public int compareTo(Canonical other) {
        return ORDER.compare(this, other);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
