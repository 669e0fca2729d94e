package io.danggol.campaign.contact;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// The calls of profile-service that a sender needs.
@Path("/v1")
@RegisterRestClient(configKey = "profile-service")
@OidcClientFilter
interface ProfileService {
    /// @param allowedBy the entry of the consent ledger
    record Answer(String address, String name, String allowedBy) {}

    /// Phone numbers to be told apart.
    record Numbers(List<String> phones) {
        /// Nothing personal, so that it can stand in a log by mistake.
        @Override
        public String toString() {
            return "Numbers[]";
        }
    }

    /// @param customers hashes of customer ids by the place of the number; who is unknown is left out
    record Resolved(Map<String, String> customers) {}

    @POST
    @Path("/contacts/resolve")
    @Consumes(MediaType.APPLICATION_JSON)
    Resolved resolve(Numbers numbers);

    @GET
    @Path("/profiles/{id}/contact")
    Answer contact(UUID id, @QueryParam("channel") String channel, @QueryParam("purpose") String purpose);
}
