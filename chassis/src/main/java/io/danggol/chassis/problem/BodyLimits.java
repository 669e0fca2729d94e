package io.danggol.chassis.problem;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How long a body may be. The paths of imports have a limit of their own.
@ApplicationScoped
class BodyLimits {
    private final long bodyBytes;
    private final long importBytes;
    private final Set<String> importPaths;

    BodyLimits(
            @ConfigProperty(name = "danggol.http.max-body-bytes") long bodyBytes,
            @ConfigProperty(name = "danggol.http.max-import-bytes") long importBytes,
            @ConfigProperty(name = "danggol.http.import-paths") Optional<Set<String>> importPaths) {
        this.bodyBytes = bodyBytes;
        this.importBytes = importBytes;
        this.importPaths = importPaths.orElse(Set.of());
    }

    /// In bytes.
    long of(String path) {
        return importPaths.contains(path) ? importBytes : bodyBytes;
    }
}
