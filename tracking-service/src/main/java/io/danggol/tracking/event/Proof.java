package io.danggol.tracking.event;

/// Whom an event proves to be about.
public sealed interface Proof {
    /// The keyed hash of the customer's id.
    record Customer(String hash) implements Proof {}

    /// Nobody but its browser.
    record Nobody() implements Proof {}

    /// A token that the shop did not sign.
    record Forged() implements Proof {}

    /// An e-mail address or phone number that no customer has.
    record Stranger() implements Proof {}
}
