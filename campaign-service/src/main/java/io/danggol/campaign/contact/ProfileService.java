package io.danggol.campaign.contact;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// The calls of profile-service that a sender needs.
@Path("/v1")
@RegisterRestClient(configKey = "profile-service")
@OidcClientFilter
interface ProfileService {
    /// @param allowedBy the entry of the consent ledger
    record Answer(String address, String name, String allowedBy) {}

    @GET
    @Path("/profiles/{id}/contact")
    Answer contact(UUID id, @QueryParam("channel") String channel, @QueryParam("purpose") String purpose);
}
