package io.danggol.campaign.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a link in a message stands for: one message and one purpose. It carries no name and no address.
///
/// @param message id of the decision that sent it
/// @param index for [Purpose#CLICK]: which of the message's links, from 0; else 0
public record LinkToken(Purpose purpose, UUID message, int index) {

    /// What following the link does.
    public enum Purpose {
        UNSUBSCRIBE,
        CLICK,
        OPEN
    }

    /// Stands for a message that was sent on trial: its links work and change nothing.
    public static final UUID TRIAL = new UUID(0, 0);

    public LinkToken {
        if (index < 0 || index > 255) throw new IllegalArgumentException("index: " + index + " (expected: 0 to 255)");
    }

    /// Writes and reads tokens, which nobody without the key can make up: 128 bits of HMAC-SHA256.
    public static final class Codec {
        private static final int BODY = 18;
        private static final int MAC = 16;
        private final SecretKeySpec key;

        /// @param secret the deployment's secret; tokens of another deployment are unknown here
        public Codec(byte[] secret) {
            key = new SecretKeySpec(
                    mac(new SecretKeySpec(secret, "HmacSHA256"), bytes("campaign-links")), "HmacSHA256");
        }

        /// The token as it stands in an address: 46 letters, digits, `-` and `_`.
        public String write(LinkToken token) {
            var body = ByteBuffer.allocate(BODY)
                    .put((byte) token.purpose().ordinal())
                    .put((byte) token.index())
                    .putLong(token.message().getMostSignificantBits())
                    .putLong(token.message().getLeastSignificantBits())
                    .array();
            var bytes = ByteBuffer.allocate(BODY + MAC).put(body).put(mac(key, body), 0, MAC);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        }

        /// The token, if it is one of ours for this purpose.
        public Optional<LinkToken> read(String text, Purpose purpose) {
            if (text.length() != 46) return Optional.empty();
            final byte[] bytes;
            try {
                bytes = Base64.getUrlDecoder().decode(text);
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
            var buffer = ByteBuffer.wrap(bytes);
            var body = new byte[BODY];
            var claimed = new byte[MAC];
            buffer.get(body).get(claimed);
            var expected = java.util.Arrays.copyOf(mac(key, body), MAC);
            if (!MessageDigest.isEqual(expected, claimed) || body[0] != purpose.ordinal()) return Optional.empty();
            var fields = ByteBuffer.wrap(body, 1, BODY - 1);
            var index = fields.get() & 0xff;
            return Optional.of(new LinkToken(purpose, new UUID(fields.getLong(), fields.getLong()), index));
        }

        private static byte[] mac(SecretKeySpec key, byte[] body) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac.doFinal(body);
            } catch (GeneralSecurityException e) {
                throw new AssertionError("every Java has HmacSHA256", e);
            }
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
