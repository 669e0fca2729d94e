package io.danggol.profile.consent;

import java.util.Optional;

/// A purpose, and the channel where the purpose has channels.
public record Permission(Purpose purpose, Optional<Channel> channel) {
    public Permission {
        if (channel.isPresent() != !purpose.channels().isEmpty()
                || !channel.map(purpose.channels()::contains).orElse(true)) {
            throw new IllegalArgumentException("channel of " + purpose.wire() + ": "
                    + channel.map(Channel::wire).orElse("none")
                    + " (expected: "
                    + (purpose.channels().isEmpty()
                            ? "none"
                            : purpose.channels().stream().map(Channel::wire).toList())
                    + ")");
        }
    }

    public static Permission of(Purpose purpose) {
        return new Permission(purpose, Optional.empty());
    }

    public static Permission of(Purpose purpose, Channel channel) {
        return new Permission(purpose, Optional.of(channel));
    }
}
