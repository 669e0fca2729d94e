package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.link.LinkToken;
import io.danggol.campaign.link.LinkToken.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A shop is a deployment of its own: the links of one are unknown to every other.
class R45TenantIsolationTest {
    private final LinkToken.Codec ours = codec("the secret of our shop");
    private final LinkToken.Codec theirs = codec("the secret of another shop");

    @ParameterizedTest
    @EnumSource
    void aTokenOpensNothingElsewhereAndServesOnePurposeOnly(Purpose purpose) {
        var token = new LinkToken(purpose, UUID.randomUUID(), purpose == Purpose.CLICK ? 255 : 0);

        var written = ours.write(token);

        assertThat(ours.read(written, purpose)).contains(token);
        assertThat(theirs.read(written, purpose)).isEmpty();
        for (var other : Purpose.values())
            if (other != purpose) assertThat(ours.read(written, other)).isEmpty();
    }

    @Test
    void aChangedTokenIsNoToken() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++) {
            var written =
                    ours.write(new LinkToken(Purpose.UNSUBSCRIBE, new UUID(random.nextLong(), random.nextLong()), 0));
            var at = random.nextInt(written.length() - 1);
            var other = (char) ('a' + random.nextInt(26));
            if (written.charAt(at) == other) continue;

            var changed = written.substring(0, at) + other + written.substring(at + 1);

            assertThat(ours.read(changed, Purpose.UNSUBSCRIBE))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static LinkToken.Codec codec(String secret) {
        return new LinkToken.Codec(secret.getBytes(StandardCharsets.UTF_8));
    }
}
