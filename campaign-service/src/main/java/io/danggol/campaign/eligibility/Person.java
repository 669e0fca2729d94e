package io.danggol.campaign.eligibility;

import io.danggol.campaign.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What the gate has to know of a person. What is not known is not in it, and counts as "no".
///
/// @param consents channels with an advertising consent
/// @param nightConsents channels with a separate consent for the night
/// @param suppressed channels never to be used, whatever the consents say
/// @param under14 younger than 14, as far as the shop knows
/// @param profilingRefused objects to being chosen by automatic means
/// @param segments keys of the segments that the person is in
/// @param sent advertisements to this person so far, oldest first, as far back as any cap looks
public record Person(
        UUID profileId,
        Set<Channel> consents,
        Set<Channel> nightConsents,
        Set<Channel> suppressed,
        boolean under14,
        boolean profilingRefused,
        Set<String> segments,
        List<Sent> sent) {

    /// An advertisement that went out, or is on its way.
    public record Sent(String campaign, Channel channel, Instant at) {}

    public Person {
        consents = Set.copyOf(consents);
        nightConsents = Set.copyOf(nightConsents);
        suppressed = Set.copyOf(suppressed);
        segments = Set.copyOf(segments);
        sent = List.copyOf(sent);
    }

    /// The same person once one more message is on its way.
    public Person having(Sent message) {
        return new Person(
                profileId,
                consents,
                nightConsents,
                suppressed,
                under14,
                profilingRefused,
                segments,
                java.util.stream.Stream.concat(sent.stream(), java.util.stream.Stream.of(message))
                        .toList());
    }
}
