package io.danggol.chassis.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private final AtomicLong nanos = new AtomicLong();
    private final VerifiedTokens verified = new VerifiedTokens(nanos::get);

    private final SecurityIdentity mary = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal("mary"))
            .build();

    private void wait(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void knowsOnlyTheVeryToken() {
        verified.keep("Bearer a", mary, Duration.ofHours(1));
        assertThat(verified.bearer("Bearer a")).contains(mary);
        assertThat(verified.bearer("Bearer b")).isEmpty();
        assertThat(verified.bearer("Bearer a ")).isEmpty();
    }

    @Test
    void forgetsATokenWhenItEnds() {
        verified.keep("Bearer a", mary, Duration.ofSeconds(10));
        wait(Duration.ofMillis(9_999));
        assertThat(verified.bearer("Bearer a")).contains(mary);
        wait(Duration.ofMillis(1));
        assertThat(verified.bearer("Bearer a")).isEmpty();
    }

    @Test
    void hasALongTokenVerifiedAgainAfterAMinuteHoweverOftenItIsUsed() {
        verified.keep("Bearer a", mary, Duration.ofHours(1));
        for (var second = 0; second < 59; second++) {
            wait(Duration.ofSeconds(1));
            assertThat(verified.bearer("Bearer a")).contains(mary);
        }
        wait(Duration.ofSeconds(1));
        assertThat(verified.bearer("Bearer a")).isEmpty();
    }

    @Test
    void doesNotKeepWhatHasEnded() {
        verified.keep("Bearer a", mary, Duration.ZERO);
        verified.keep("Bearer b", mary, Duration.ofSeconds(-1));
        assertThat(verified.bearer("Bearer a")).isEmpty();
        assertThat(verified.bearer("Bearer b")).isEmpty();
    }
}
