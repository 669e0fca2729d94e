package io.danggol.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Forget these people: drop what occurred or was received up to `erasedAt`, also when it comes again; answer with an
/// [ErasureReceipt] per store.
///
/// @param profileIds every id that the person ever had
/// @param visitorHashes keyed hashes of the browsers' ids, lower-case hex
public record ErasureOrdered(UUID requestId, List<UUID> profileIds, List<String> visitorHashes, Instant erasedAt) {
    public static final String TYPE = "io.danggol.profile.erasure-ordered.v1";

    /// Half an order is none: it would forget nobody and look as if it had.
    public ErasureOrdered {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(erasedAt, "erasedAt");
        profileIds = List.copyOf(profileIds);
        visitorHashes = List.copyOf(visitorHashes);
    }
}
