package io.danggol.tracking.customer;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// profile-service, which alone knows contact data.
@RegisterRestClient(configKey = "profile-service")
@OidcClientFilter
@Path("/v1/contacts")
interface ProfileClient {
    record Contacts(List<String> emails, List<String> phones) {
        /// Says nothing of whom it asks for.
        @Override
        public String toString() {
            return "Contacts[" + emails.size() + " emails, " + phones.size() + " phones]";
        }
    }

    /// @param customers the customer's keyed hash by the value's place in the request; who is unknown is left out
    record Resolved(Map<String, String> customers) {}

    @POST
    @Path("resolve")
    Uni<Resolved> resolve(Contacts contacts);
}
