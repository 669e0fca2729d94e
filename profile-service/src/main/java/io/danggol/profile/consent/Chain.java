package io.danggol.profile.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A ledger whose rows cannot be changed, left out or put in later without notice: each carries a hash of itself and
/// of the row before it. A row's own hash is salted, so that it says nothing once row and salt are gone.
public final class Chain {
    private Chain() {}

    /// A row of the ledger.
    ///
    /// @param content the decision and its salt; empty when it was erased
    public record Link(int number, Optional<Content> content, byte[] rowHash, byte[] chainHash) {}

    /// What a row says.
    public record Content(byte[] salt, byte[] decision) {}

    /// What stands before the first row of a subject.
    public static byte[] start(UUID subject) {
        return sha256(subject.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The row that comes after `before`.
    ///
    /// @param before chain hash of the row before, or [#start]
    public static Link next(byte[] before, int number, Content content) {
        var rowHash = rowHash(content);
        return new Link(number, Optional.of(content), rowHash, sha256(before, rowHash));
    }

    /// Whether these are all rows of the subject, as they were written; erased rows count as written.
    public static boolean isWhole(UUID subject, List<Link> links) {
        var before = start(subject);
        for (var i = 0; i < links.size(); i++) {
            var link = links.get(i);
            var sound = link.number() == i + 1
                    && link.content()
                            .map(content -> Arrays.equals(rowHash(content), link.rowHash()))
                            .orElse(true)
                    && Arrays.equals(sha256(before, link.rowHash()), link.chainHash());
            if (!sound) return false;
            before = link.chainHash();
        }
        return true;
    }

    private static byte[] rowHash(Content content) {
        return sha256(content.salt(), content.decision());
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) digest.update(part);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
