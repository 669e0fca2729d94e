package io.danggol.profile.consent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A way to reach a person.
public enum Channel {
    EMAIL,
    KAKAO,
    SMS,
    PUSH;

    /// Its name in calls and messages.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> of(String wire) {
        return Arrays.stream(values()).filter(it -> it.wire().equals(wire)).findFirst();
    }
}
