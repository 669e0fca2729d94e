package io.danggol.profile.contact;

import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.problem.Refusal;
import java.util.List;

/// Why an address is not given away.
final class ContactRefusal extends Refusal {
    private ContactRefusal(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    private ContactRefusal(Problem.Error error) {
        super(422, "invalid-body", "The body is not as expected", "see errors", List.of(error));
    }

    static ContactRefusal of(Allowance refused) {
        return switch (refused) {
            case Allowance.Allowed(var by) -> throw new IllegalArgumentException("allowed by " + by);
            case Allowance.Restricted() -> forbidden("restricted", "the person had the use of their data restricted");
            case Allowance.Under14() -> forbidden("under-14", "the person is younger than 14");
            case Allowance.NoConsent() -> forbidden("no-consent", "no consent to advertising on this channel");
            case Allowance.Unconfirmed(var due) ->
                forbidden("reconfirmation-overdue", "the consent had to be confirmed before " + due);
            case Allowance.Suppressed() -> forbidden("suppressed", "the owner of the address was erased");
            case Allowance.NoNightConsent() ->
                forbidden("no-night-consent", "from 21:00 to 08:00 in Seoul this channel needs the night consent");
        };
    }

    private static ContactRefusal forbidden(String slug, String detail) {
        return new ContactRefusal(403, slug, "Not allowed to write to this person", detail);
    }

    static ContactRefusal noAddress() {
        return new ContactRefusal(404, "no-address", "No address", "no address of this person for this channel");
    }

    static ContactRefusal unknown() {
        return new ContactRefusal(404, "unknown-profile", "Unknown profile", "nobody has this id");
    }

    /// A parameter (400) or a field of the body (422) that is none of the expected ones.
    static ContactRefusal wrong(Contacts.Place place, String name, String expected) {
        return switch (place) {
            case QUERY ->
                new ContactRefusal(
                        400, "invalid-parameter", "A parameter is not as expected", name + ": expected: " + expected);
            case BODY -> new ContactRefusal(new Problem.Error("/" + name, "expected: " + expected));
        };
    }
}
