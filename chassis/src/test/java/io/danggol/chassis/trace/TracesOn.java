package io.danggol.chassis.trace;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// As a deployment turns traces on; the spans go to [KeptSpans].
public final class TracesOn implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.bsp.schedule.delay", "50ms");
    }
}
