package io.danggol.simulators.kakao.delivery;

import java.time.Instant;
import java.util.Optional;

/// How an accepted message stands now.
public sealed interface Standing {
    /// Not sent, or no result yet.
    record Waiting() implements Standing {}

    /// Scheduled, and called back in time.
    record Cancelled(Instant at) implements Standing {}

    /// The provider has a result. [ResultCode#UNCONFIRMED] may be followed by another.
    record Resolved(ResultCode code, Instant at) implements Standing {}

    Standing WAITING = new Waiting();

    default boolean waiting() {
        return this instanceof Waiting;
    }

    /// When the phone got the message; empty while it has not.
    default Optional<Instant> arrivedAt() {
        return switch (this) {
            case Resolved(var code, var at) when code == ResultCode.SUCCESS -> Optional.of(at);
            case Resolved _, Waiting _, Cancelled _ -> Optional.empty();
        };
    }
}
