package io.danggol.campaign.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The mail server that takes our mails.
@ConfigMapping(prefix = "danggol.mail")
public interface MailConfig {
    /// Its host name.
    @WithDefault("localhost")
    String host();

    /// Its port.
    @WithDefault("25")
    @Min(1)
    @Max(65535)
    int port();

    /// Whether a server that offers no STARTTLS is refused. Where it is offered, it is used.
    @WithDefault("false")
    boolean tls();

    /// The name to log in with; none: no login.
    Optional<String> user();

    /// The password to log in with.
    Optional<String> password();

    /// How long an answer is waited for.
    @WithDefault("PT20S")
    Duration timeout();

    /// Connections that stay open between mails.
    @WithDefault("4")
    @Min(1)
    @Max(64)
    int connections();

    /// The secret with which the mail system signs the reports that it posts to /webhooks/mail; none: they are refused.
    Optional<String> webhookSecret();

    /// Signatures, where the mail server does not sign by itself.
    Dkim dkim();

    /// DKIM.
    interface Dkim {
        /// The domain that signs; that of the shop's e-mail address if it is not set.
        Optional<String> domain();

        /// The keys; none: mails are not signed here. Two, an RSA and an Ed25519 key, reach every receiver.
        List<Key> keys();

        /// One key.
        interface Key {
            /// Where its public half stands in DNS: `<selector>._domainkey.<domain>`.
            String selector();

            /// The private key, PKCS #8 as PEM or its base64.
            String privateKey();
        }
    }
}
