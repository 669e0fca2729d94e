package io.danggol.profile.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a person may allow or refuse.
public enum Purpose {
    ANALYTICS("analytics"),
    PERSONALIZATION("personalization"),
    MARKETING("marketing", Channel.EMAIL, Channel.KAKAO, Channel.SMS, Channel.PUSH),
    /// Advertising at night; e-mail needs no consent of its own for that.
    NIGHT_MARKETING("night-marketing", Channel.KAKAO, Channel.SMS, Channel.PUSH),
    /// An objection: segments and automated decisions use the person until it is withdrawn.
    PROFILING("profiling");

    private final String wire;
    private final List<Channel> channels;

    Purpose(String wire, Channel... channels) {
        this.wire = wire;
        this.channels = List.of(channels);
    }

    /// Its name in calls and messages.
    public String wire() {
        return wire;
    }

    /// The channels that are allowed one by one; empty for a purpose without channels.
    public List<Channel> channels() {
        return channels;
    }

    /// Whether a browser may decide it for itself, without proof of the person.
    public boolean bindsBrowser() {
        return this == ANALYTICS || this == PERSONALIZATION;
    }

    public static Optional<Purpose> of(String wire) {
        return Arrays.stream(values()).filter(it -> it.wire.equals(wire)).findFirst();
    }

    /// Every permission there is, in a fixed order.
    static List<Permission> all() {
        return Arrays.stream(values())
                .flatMap(purpose -> purpose.channels.isEmpty()
                        ? Stream.of(new Permission(purpose, Optional.empty()))
                        : purpose.channels.stream().map(it -> new Permission(purpose, Optional.of(it))))
                .toList();
    }
}
