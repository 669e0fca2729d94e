package io.danggol.campaign.eligibility;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Who is left out of a campaign on purpose: the same people every time, others in every campaign.
public final class Holdout {
    private Holdout() {}

    /// Whether a person falls in the share (0 to 1) that a campaign leaves out.
    public static boolean covers(String campaign, UUID person, double share) {
        return position(campaign, person) < share;
    }

    /// Where a person stands in a campaign: evenly spread over [0, 1), fixed for ever.
    private static double position(String campaign, UUID person) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((campaign + ":" + person).getBytes(StandardCharsets.UTF_8));
            var bits = 0L;
            for (var i = 0; i < 7; i++) bits = bits << 8 | (digest[i] & 0xff);
            return (bits >>> 3) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
