package io.danggol.recommendation.learning;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// The archive of profile-service.
@Path("/v1/archive/replays")
@RegisterRestClient(configKey = "profile-service")
@OidcClientFilter
interface ArchiveClient {
    /// Publishes what `selection` asks for again under the same ids; empty for everything.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Void> replay(Map<String, Object> selection);
}
