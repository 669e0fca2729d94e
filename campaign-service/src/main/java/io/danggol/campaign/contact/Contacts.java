package io.danggol.campaign.contact;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.campaign.Channel;
import io.danggol.chassis.problem.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/// Asks profile-service for an address and the allowance to use it, together and at the moment of use.
@Singleton
public class Contacts {
    private static final Logger LOG = Logger.getLogger(Contacts.class);
    private static final String ADVERTISING = "advertising";
    private final ProfileService profiles;

    Contacts(@RestClient ProfileService profiles) {
        this.profiles = profiles;
    }

    /// The address of a person for an advertisement on `channel`. Blocks.
    public Contact forAdvertising(UUID person, Channel channel) {
        try {
            var answer = profiles.contact(person, channel.wire(), ADVERTISING);
            return answer.address() == null || answer.address().isBlank()
                    ? new Contact.None()
                    : new Contact.Allowed(
                            answer.address(), Optional.ofNullable(answer.name()), String.valueOf(answer.allowedBy()));
        } catch (WebApplicationException e) {
            return switch (e.getResponse().getStatus()) {
                case 403 -> refused(e);
                case 404 -> new Contact.None();
                default -> unreachable(e);
            };
        } catch (ProcessingException e) {
            return unreachable(e);
        }
    }

    /// The hash of the customer id of whom this phone number belongs to; empty if nobody is known by it. Blocks.
    ///
    /// @throws ProcessingException or [WebApplicationException] when profile-service cannot be asked
    public Optional<String> customerWithNumber(String phone) {
        return profiles.resolve(new ProfileService.Numbers(List.of(phone))).customers().values().stream()
                .findFirst();
    }

    /// The rule is the last part of the problem's type. A 403 without a problem is one about ourselves: our role.
    private static Contact refused(WebApplicationException e) {
        try {
            var problem = e.getResponse().readEntity(JsonNode.class);
            var type = problem.path("type").asText();
            if (!type.startsWith(Problem.TYPES) || type.equals(Problem.TYPES + "forbidden")) return unreachable(e);
            return new Contact.Refused(
                    type.substring(Problem.TYPES.length()),
                    problem.path("detail").asText());
        } catch (ProcessingException | IllegalStateException other) {
            return unreachable(other);
        }
    }

    private static Contact unreachable(RuntimeException e) {
        LOG.warnf("profile-service gave no contact: %s", e.getMessage());
        return new Contact.Unreachable();
    }
}
