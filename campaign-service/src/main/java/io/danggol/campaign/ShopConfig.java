package io.danggol.campaign;

import io.danggol.campaign.mail.Sender;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.Optional;

/// The shop that all messages are from. An advertisement goes out only when the first four are there.
@ConfigMapping(prefix = "danggol.shop")
public interface ShopConfig {
    /// The name that readers know.
    Optional<String> name();

    /// Where mails come from and replies go.
    Optional<String> email();

    /// The phone number for customers.
    Optional<String> phone();

    /// The postal address.
    Optional<String> address();

    /// The toll-free number for refusals (080…).
    @WithName("opt-out-080")
    Optional<String> optOut080();

    /// The sender of advertisements, blank where something is not set.
    default Sender sender() {
        return new Sender(
                name().orElse("").strip(),
                email().orElse("").strip(),
                phone().orElse("").strip(),
                address().orElse("").strip());
    }
}
