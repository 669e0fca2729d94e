package io.danggol.campaign.delivery;

import io.danggol.campaign.Channel;
import io.danggol.campaign.content.Field;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.link.Links;
import io.danggol.campaign.plan.Campaign;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A way to get messages to people: the one port behind which e-mail and KakaoTalk are the same.
public interface Carrier {
    /// Which channel it serves.
    Channel channel();

    /// The name under which it is stated who handles personal data behind it.
    String processor();

    /// The fields that a campaign's message names.
    Set<Field> fields(Campaign campaign);

    /// Fills the message in; nothing is sent. Blocks.
    Written write(UUID id, Campaign campaign, Values values, Links links);

    /// A message ready to go.
    sealed interface Written {
        /// It may go.
        record Ready(Letter letter) implements Written {}

        /// The channel would refuse it.
        record Refused(String code, String text) implements Written {}

        /// Something that it needs is not to be had now.
        record NotNow(String code) implements Written {}
    }

    /// A filled-in message; opaque to all but its carrier.
    interface Letter {
        /// Its bytes as they travel, without the address: what the record of the advertisement hashes.
        byte[] bytes();

        /// Its subject, where it has one.
        Optional<String> subject();

        /// Its words.
        String text();

        /// Its page, where it has one.
        Optional<String> html();

        /// Whether it says itself that it is an advertisement.
        boolean labelled();
    }

    /// Hands a message over to an address. Blocks until the channel has answered, or is known not to.
    Handover hand(UUID id, Letter letter, String address);

    /// Asks what became of a message that the channel has, or may have. Blocks.
    Handover ask(Message message);
}
