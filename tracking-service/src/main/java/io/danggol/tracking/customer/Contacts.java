package io.danggol.tracking.customer;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/// Resolves e-mail addresses and phone numbers to customers. Nothing is kept of them.
@Singleton
class Contacts {
    private static final Logger LOG = Logger.getLogger(Contacts.class);

    private final ProfileClient profiles;

    Contacts(@RestClient ProfileClient profiles) {
        this.profiles = profiles;
    }

    /// The customers' keyed hashes by e-mail address; who is unknown is left out. Fails with [ContactsAway].
    Uni<Map<String, String>> byEmail(List<String> emails) {
        return resolve(emails, values -> new ProfileClient.Contacts(values, List.of()));
    }

    /// The same by phone number.
    Uni<Map<String, String>> byPhone(List<String> phones) {
        return resolve(phones, values -> new ProfileClient.Contacts(List.of(), values));
    }

    private Uni<Map<String, String>> resolve(
            List<String> values, Function<List<String>, ProfileClient.Contacts> request) {
        if (values.isEmpty()) return Uni.createFrom().item(Map.of());
        return profiles.resolve(request.apply(values))
                .map(resolved -> byValue(values, resolved))
                .onFailure()
                .transform(e -> {
                    LOG.warnf(
                            "profile-service resolves no contacts: %s",
                            e.getClass().getName());
                    return new ContactsAway();
                });
    }

    private static Map<String, String> byValue(List<String> values, ProfileClient.Resolved resolved) {
        var customers = new HashMap<String, String>();
        resolved.customers().forEach((index, hash) -> customers.put(values.get(Integer.parseInt(index)), hash));
        return customers;
    }
}
