package io.danggol.campaign.link;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Makes and reads the links of this deployment's messages. Their key is derived from `danggol.identity.key`.
@Singleton
public class LinkCodec {
    private final LinkToken.Codec codec;
    private final String publicUrl;

    LinkCodec(
            @ConfigProperty(name = "danggol.identity.key") String secret,
            @ConfigProperty(name = "danggol.public-url") String publicUrl) {
        codec = new LinkToken.Codec(secret.getBytes(StandardCharsets.UTF_8));
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /// The links of a message, none written yet.
    public Links links(UUID message) {
        return new Links(publicUrl, codec, message);
    }

    Optional<LinkToken> read(String token, LinkToken.Purpose purpose) {
        return codec.read(token, purpose);
    }
}
