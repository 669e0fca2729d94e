package io.danggol.recommendation.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.recommendation.consent.Permissions.Stance;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");
    private static final UUID ANNA = new UUID(0, 1);
    private static final long BROWSER = 7;

    private final Permissions permissions = new Permissions();

    private static Decision granted(int minute) {
        return new Decision(true, NOON.plusSeconds(60L * minute));
    }

    private static Decision refused(int minute) {
        return new Decision(false, NOON.plusSeconds(60L * minute));
    }

    @Test
    void nothingDecidedIsNothing() {
        assertThat(permissions.decided(ANNA, BROWSER)).isEmpty();
    }

    @Test
    void theLatestDecisionOfPersonAndBrowserHolds() {
        permissions.put(ANNA, new Stance(1, refused(0), Map.of(BROWSER, granted(1)), false));
        assertThat(permissions.decided(ANNA, BROWSER)).contains(true);
        assertThat(permissions.decided(ANNA, 0)).contains(false);

        permissions.put(ANNA, new Stance(2, refused(2), Map.of(BROWSER, granted(1)), false));
        assertThat(permissions.decided(ANNA, BROWSER)).contains(false);
    }

    @Test
    void atEqualInstantsTheRefusalHolds() {
        permissions.put(ANNA, new Stance(1, granted(1), Map.of(BROWSER, refused(1)), false));

        assertThat(permissions.decided(ANNA, BROWSER)).contains(false);
    }

    @Test
    void anObjectionToProfilingOutweighsEveryConsent() {
        permissions.put(ANNA, new Stance(1, granted(1), Map.of(), true));

        assertThat(permissions.decided(ANNA, BROWSER)).contains(false);
    }

    @Test
    void anOlderRevisionChangesNothing() {
        permissions.put(ANNA, new Stance(2, refused(1), Map.of(), false));
        permissions.put(ANNA, new Stance(1, granted(2), Map.of(), false));

        assertThat(permissions.decided(ANNA, BROWSER)).contains(false);
    }

    @Test
    void whatIsTakenBackBindsTheBrowserNoLonger() {
        permissions.put(ANNA, new Stance(1, null, Map.of(BROWSER, refused(1)), false));
        permissions.remove(ANNA);

        assertThat(permissions.decided(null, BROWSER)).isEmpty();
    }
}
