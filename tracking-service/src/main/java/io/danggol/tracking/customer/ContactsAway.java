package io.danggol.tracking.customer;

import io.danggol.chassis.problem.Refusal;

/// profile-service does not answer, so nobody can say whom an event with an e-mail address or phone number is about.
final class ContactsAway extends Refusal {
    ContactsAway() {
        super(
                503,
                "contacts-unavailable",
                "Contacts cannot be resolved now",
                "nothing is taken; send the same ids again");
    }

    @Override
    public int retryAfter() {
        return 2;
    }
}
