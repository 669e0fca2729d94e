package io.danggol.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.WithSuite;
import io.danggol.reachability.Allowances;
import io.danggol.reachability.Comparison;
import io.danggol.reachability.Reach;
import io.danggol.reachability.Registrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A native build is told of all that the services reached by reflection, of each resource that they read and each
/// proxy that they made, while all other tests ran. Where no plan of one was made since, that is skipped; on a CI
/// machine (`CI=true`) it fails.
@WithSuite
@Tag("native")
@Order(Integer.MAX_VALUE)
class NativeTest {
    @ParameterizedTest
    @ValueSource(strings = {"tracking", "profile", "segment", "recommendation", "campaign"})
    void aNativeBuildKnowsWhatTheServiceReaches(String service, RunningSuite suite) throws IOException {
        var target = suite.checkout().resolve(service + "-service/target");
        var plan = target.resolve("native-sources");
        var planned = Files.exists(plan) && newest(plan).isAfter(newest(target.resolve("classes")));
        assumeTrue(
                planned || "true".equals(System.getenv("CI")),
                "no plan since the service was compiled: ./danggol test makes it, with -Dnative-plan");
        assertThat(planned)
                .as("a plan since the service was compiled, which a CI machine has to make")
                .isTrue();
        var reached = Reach.readAll(suite.reached(service));

        assertThat(reached).hasSizeGreaterThan(100);
        assertThat(new Comparison(Registrations.read(plan), Allowances.ours()).missing(reached))
                .isEmpty();
    }

    /// When the last of its files was written.
    private static Instant newest(Path folder) throws IOException {
        try (var files = Files.walk(folder).filter(Files::isRegularFile)) {
            return files.map(file -> file.toFile().lastModified())
                    .max(Long::compare)
                    .map(Instant::ofEpochMilli)
                    .orElseThrow();
        }
    }
}
