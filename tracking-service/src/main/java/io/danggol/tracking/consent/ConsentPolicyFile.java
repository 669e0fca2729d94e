package io.danggol.tracking.consent;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Reads the policy once at the start: the file that `danggol.policy` names, else ours. A file that is no policy ends
/// the start.
@RegisterForReflection(targets = ConsentPolicy.class)
class ConsentPolicyFile {
    private static final Logger LOG = Logger.getLogger(ConsentPolicyFile.class);
    private static final String OURS = "/consent-policy.json";

    @Produces
    @Singleton
    ConsentPolicy policy(@ConfigProperty(name = "danggol.policy") Optional<Path> file) throws IOException {
        try (var json = open(file)) {
            return read(json);
        }
    }

    void start(@Observes StartupEvent event, ConsentPolicy policy) {
        LOG.infof("consent policy %s", policy.version());
    }

    static ConsentPolicy read(InputStream json) throws IOException {
        return JsonMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(json, ConsentPolicy.class);
    }

    private static InputStream open(Optional<Path> file) throws IOException {
        return file.isPresent() ? Files.newInputStream(file.get()) : ConsentPolicyFile.class.getResourceAsStream(OURS);
    }
}
