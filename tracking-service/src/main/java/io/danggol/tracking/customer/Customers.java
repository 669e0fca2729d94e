package io.danggol.tracking.customer;

import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.storefront.CustomerToken;
import io.danggol.chassis.storefront.CustomerTokens;
import io.danggol.tracking.event.Draft;
import io.danggol.tracking.event.Proof;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Finds out whom events are about: by token, else by the customer id, e-mail address or phone number that the shop's
/// server gave, else by the token of the call.
@Singleton
public class Customers {
    private final CustomerTokens tokens;
    private final Identities identities;
    private final Contacts contacts;

    Customers(CustomerTokens tokens, Identities identities, Contacts contacts) {
        this.tokens = tokens;
        this.identities = identities;
        this.contacts = contacts;
    }

    /// The proof of each draft, in their order.
    ///
    /// @param caller the customer whom the call itself proves
    public Uni<List<Proof>> proofs(List<Draft> drafts, Optional<String> caller) {
        var byCall = caller.<Proof>map(this::customer).orElseGet(Proof.Nobody::new);
        var open = drafts.stream().filter(Customers::needsContact).toList();
        if (open.isEmpty()) {
            return Uni.createFrom().item(proofs(drafts, byCall, Map.of(), Map.of()));
        }
        return Uni.combine()
                .all()
                .unis(contacts.byEmail(distinct(open, Draft::email)), contacts.byPhone(distinct(open, Draft::phone)))
                .with((emails, phones) -> proofs(drafts, byCall, emails, phones));
    }

    private List<Proof> proofs(
            List<Draft> drafts, Proof byCall, Map<String, String> emails, Map<String, String> phones) {
        var byToken = new HashMap<String, Proof>();
        return drafts.stream()
                .map(draft -> {
                    if (draft.customerToken() != null) {
                        var proof = byToken.computeIfAbsent(draft.customerToken(), this::byToken);
                        if (!(proof instanceof Proof.Nobody)) return proof;
                    }
                    if (draft.customerId() != null) return customer(draft.customerId());
                    return needsContact(draft) ? byContact(draft, emails, phones) : byCall;
                })
                .toList();
    }

    private Proof byToken(String token) {
        return switch (tokens.verify(token)) {
            case CustomerToken.Proven(var customerId) -> customer(customerId);
            case CustomerToken.Expired() -> new Proof.Nobody();
            case CustomerToken.Forged() -> new Proof.Forged();
        };
    }

    private static Proof byContact(Draft draft, Map<String, String> emails, Map<String, String> phones) {
        return Optional.ofNullable(draft.email())
                .map(emails::get)
                .or(() -> Optional.ofNullable(draft.phone()).map(phones::get))
                .<Proof>map(Proof.Customer::new)
                .orElseGet(Proof.Stranger::new);
    }

    private Proof customer(String customerId) {
        return new Proof.Customer(identities.customerHash(customerId));
    }

    private static boolean needsContact(Draft draft) {
        return draft.customerToken() == null
                && draft.customerId() == null
                && (draft.email() != null || draft.phone() != null);
    }

    private static List<String> distinct(List<Draft> drafts, Function<Draft, String> contact) {
        return drafts.stream().map(contact).filter(Objects::nonNull).distinct().toList();
    }
}
