package io.danggol.profile.rights;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What people may ask of us.
enum RequestType {
    /// All that is known of them, what was derived included.
    ACCESS,
    /// What was collected from them, machine-readable, without what was derived.
    PORTABILITY,
    ERASURE,
    /// Their data are kept, but nobody is written to.
    RESTRICTION;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RequestType> of(String wire) {
        return Arrays.stream(values()).filter(it -> it.wire().equals(wire)).findFirst();
    }
}
