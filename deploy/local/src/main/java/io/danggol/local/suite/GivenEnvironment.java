package io.danggol.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Environments of the services that somebody else has drawn up, such as the chart: one file a service,
/// `<service>.env`, with lines `NAME=value`. Services then get these variables and nothing of ours but where they
/// listen and what time it is; their databases are migrated before they start, by their own image.
final class GivenEnvironment {
    private final Path folder;

    private GivenEnvironment(Path folder) {
        this.folder = folder;
    }

    /// That of `DANGGOL_SERVICE_ENVIRONMENT`; empty if it is not set.
    static Optional<GivenEnvironment> ofEnvironment() {
        return Optional.ofNullable(System.getenv("DANGGOL_SERVICE_ENVIRONMENT"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> new GivenEnvironment(Path.of(folder)));
    }

    Map<String, String> of(String service) {
        var variables = new TreeMap<String, String>();
        try {
            for (var line : Files.readAllLines(folder.resolve(service + ".env"))) {
                var equals = line.indexOf('=');
                if (equals > 0) variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("DANGGOL_SERVICE_ENVIRONMENT", e);
        }
        return variables;
    }
}
