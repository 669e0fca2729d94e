package io.danggol.campaign.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Signs mails, so that receivers believe who sent them and that the way to unsubscribe is the sender's own.
///
/// Canonicalization is relaxed for head and body. Of the headers that stand for the sender, the subject and the way out
/// one more is signed than there is: nobody can add a second. No time is given: a receiver whose clock is behind would
/// not believe it.
///
/// Sources: RFC 6376 (DKIM), RFC 8463 (Ed25519), RFC 8301 (RSA keys), RFC 8058 section 4 (what has to be signed).
public final class Dkim {
    private static final int SHORTEST_RSA_BITS = 1024;
    private static final int LINE = 70;
    private static final List<String> SIGNED = List.of(
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "mime-version",
            "content-type");
    private static final List<String> NOT_TO_BE_ADDED =
            List.of("from", "subject", "list-unsubscribe", "list-unsubscribe-post");

    private final String domain;
    private final List<Key> keys;

    /// A key whose public half stands in the domain's DNS at `<selector>._domainkey`.
    public static final class Key {
        private final String selector;
        private final PrivateKey key;

        private Key(String selector, PrivateKey key) {
            this.selector = selector;
            this.key = key;
        }

        /// Reads a private key: PKCS #8, as PEM or its base64 alone.
        ///
        /// @throws IllegalArgumentException if it is neither RSA of at least 1024 bits nor Ed25519
        public static Key of(String selector, String pkcs8) {
            if (!selector.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?"))
                throw new IllegalArgumentException("selector: not a name in DNS");
            var base64 = pkcs8.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            for (var algorithm : List.of("RSA", "Ed25519")) {
                try {
                    var key = KeyFactory.getInstance(algorithm)
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
                    if (!(key instanceof RSAPrivateKey rsa) || rsa.getModulus().bitLength() >= SHORTEST_RSA_BITS)
                        return new Key(selector, key);
                } catch (GeneralSecurityException | IllegalArgumentException _) {
                    // Not of this kind.
                }
            }
            throw new IllegalArgumentException(
                    "the key of selector " + selector + " (expected: PKCS #8, RSA of at least 1024 bits or Ed25519)");
        }

        private boolean rsa() {
            return key instanceof RSAPrivateKey;
        }

        private String algorithm() {
            return rsa() ? "rsa-sha256" : "ed25519-sha256";
        }

        /// RSA hashes by itself; with Ed25519 the hash is what is signed.
        private byte[] sign(byte[] data) {
            try {
                var signature = Signature.getInstance(rsa() ? "SHA256withRSA" : "Ed25519");
                signature.initSign(key);
                signature.update(rsa() ? data : sha256(data));
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// @param domain that stands behind the mails: the one of their `From`, or one above it
    /// @param keys at least one; each gives a signature of its own
    public Dkim(String domain, List<Key> keys) {
        if (keys.isEmpty()) throw new IllegalArgumentException("keys: none (expected: at least one)");
        this.domain = domain;
        this.keys = List.copyOf(keys);
    }

    /// The mail with its signatures before it.
    public byte[] sign(byte[] mail) {
        var text = new String(mail, StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) throw new IllegalArgumentException("mail: no end of its head");
        var headers = headers(text.substring(0, end));
        var names = names(headers);
        var hash = Base64.getEncoder().encodeToString(sha256(bytes(body(text.substring(end + 4)))));
        var signed = new ByteArrayOutputStream(mail.length + 1_024);
        for (var key : keys) signed.writeBytes(bytes(signature(key, headers, names, hash) + "\r\n"));
        signed.writeBytes(mail);
        return signed.toByteArray();
    }

    private String signature(Key key, List<String> headers, List<String> names, String hash) {
        var unsigned = "DKIM-Signature: v=1; a=" + key.algorithm() + "; c=relaxed/relaxed;\r\n d=" + domain + "; s="
                + key.selector + ";\r\n h=" + String.join(":\r\n  ", names) + ";\r\n bh="
                + hash + ";\r\n b=";
        var data = Stream.concat(
                        chosen(headers, names).stream().map(header -> relaxed(header) + "\r\n"),
                        Stream.of(relaxed(unsigned)))
                .collect(Collectors.joining());
        var value = Base64.getEncoder().encodeToString(key.sign(bytes(data)));
        return unsigned + value.replaceAll("(.{" + LINE + "})(?=.)", "$1\r\n  ");
    }

    private static List<String> headers(String head) {
        return List.of(head.split("\r\n(?![ \t])"));
    }

    /// The names that are signed, each as often as it is there, and once more those that nobody may add.
    private static List<String> names(List<String> headers) {
        var names = new ArrayList<String>();
        for (var name : SIGNED)
            headers.stream().filter(header -> name(header).equals(name)).forEach(_ -> names.add(name));
        names.addAll(NOT_TO_BE_ADDED);
        return names;
    }

    /// The headers of these names: of several with one name the last first, of one more than there is nothing.
    private static List<String> chosen(List<String> headers, List<String> names) {
        var chosen = new ArrayList<String>();
        var taken = new HashMap<String, Integer>();
        for (var name : names) {
            var all =
                    headers.stream().filter(header -> name(header).equals(name)).toList();
            var index = all.size() - taken.merge(name, 1, Integer::sum);
            if (index >= 0) chosen.add(all.get(index));
        }
        return chosen;
    }

    private static String name(String header) {
        return header.substring(0, Math.max(0, header.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
    }

    /// RFC 6376 section 3.4.2.
    static String relaxed(String header) {
        var colon = header.indexOf(':');
        return name(header) + ":"
                + header.substring(colon + 1)
                        .replace("\r\n", "")
                        .replaceAll("[ \t]+", " ")
                        .strip();
    }

    /// RFC 6376 section 3.4.4.
    static String body(String body) {
        var lines = body.replaceAll("[ \t]+(?=\r\n|$)", "").replaceAll("[ \t]+", " ");
        var end = lines.replaceAll("(\r\n)+$", "");
        return end.isEmpty() ? "" : end + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
