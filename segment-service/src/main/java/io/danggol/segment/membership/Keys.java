package io.danggol.segment.membership;

import io.danggol.chassis.log.BadRecord;
import io.danggol.chassis.log.LogRecord;
import java.util.UUID;

/// Keys of the log.
final class Keys {
    private Keys() {}

    /// The profile that is the record's key.
    static UUID profile(LogRecord record) {
        try {
            if (record.key() != null) return UUID.fromString(record.key());
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new BadRecord("the key is no profile id");
    }
}
