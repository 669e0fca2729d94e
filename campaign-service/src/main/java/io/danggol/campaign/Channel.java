package io.danggol.campaign;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A way to reach a person.
public enum Channel {
    EMAIL,
    KAKAO,
    ONSITE;

    /// Its name on the wire: lower-case.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The channel of that name; empty if there is none.
    public static Optional<Channel> named(String wire) {
        return Arrays.stream(values())
                .filter(channel -> channel.wire().equals(wire))
                .findFirst();
    }
}
