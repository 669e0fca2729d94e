package io.danggol.profile.rights;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// What somebody asked of us, and how far we are.
///
/// @param browserOnly made without proof of the person: it concerns what this browser's own profile did
/// @param doneAt null until it is done; for an erasure see [#state]
/// @param erasedAt up to when everything was erased; null unless it is an erasure that was carried out
record PrivacyRequest(
        UUID id,
        RequestType type,
        UUID profile,
        boolean browserOnly,
        Instant requestedAt,
        Instant dueAt,
        Instant doneAt,
        Instant erasedAt,
        List<Receipt> receipts) {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final int DAYS = 10;

    /// Everybody who holds personal data and has to answer an erasure.
    static final Set<String> SERVICES = Set.of("tracking", "profile", "segment", "recommendation", "campaign");

    /// A store that was emptied.
    record Receipt(String service, String store, Instant at, long count) {}

    /// How far a request is.
    enum State {
        OPEN,
        RUNNING,
        DONE
    }

    /// Ten calendar days in Seoul after the day of the request.
    ///
    /// Source: Enforcement Decree of the Personal Information Protection Act (개인정보 보호법 시행령) art. 41(4).
    static Instant dueAfter(Instant requestedAt) {
        return requestedAt.atZone(SEOUL).plusDays(DAYS).toInstant();
    }

    /// An erasure is done when every service has sent a receipt.
    State state() {
        return switch (type) {
            case ACCESS, PORTABILITY, RESTRICTION -> doneAt == null ? State.OPEN : State.DONE;
            case ERASURE -> {
                if (erasedAt == null) yield State.OPEN;
                var answered = receipts.stream().map(Receipt::service).collect(Collectors.toSet());
                yield answered.containsAll(SERVICES) ? State.DONE : State.RUNNING;
            }
        };
    }
}
