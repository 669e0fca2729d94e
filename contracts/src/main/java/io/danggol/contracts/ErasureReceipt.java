package io.danggol.contracts;

import java.time.Instant;
import java.util.UUID;

/// A service has erased what `store` held of one erasure request.
///
/// @param service `tracking`, `profile`, `segment`, `recommendation` or `campaign`
/// @param store what was emptied, e.g. `history`, `sessions`
/// @param count how many things were removed; 0 when there was nothing
public record ErasureReceipt(UUID requestId, String service, String store, long count, Instant at) {
    public static final String TYPE = "io.danggol.profile.erasure-receipt.v1";
}
