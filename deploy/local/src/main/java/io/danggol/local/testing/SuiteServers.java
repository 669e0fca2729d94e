package io.danggol.local.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/// Real PostgreSQL, Redis and Kafka for a `@QuarkusTest`, on the same servers for the whole Maven run.
///
/// `@WithTestResource(value = SuiteServers.class, scope = GLOBAL)` gives the service under test an empty database, an
/// empty Redis database and all topics of `contracts/`, empty and under a prefix of their own.
public final class SuiteServers implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        // Maven starts a module's tests in the module's folder.
        var module = Path.of("").toAbsolutePath().getFileName().toString();
        return new TestServersLease().settingsFor(module);
    }

    /// Nothing: the servers serve the next module, and end with Maven.
    @Override
    public void stop() {}
}
