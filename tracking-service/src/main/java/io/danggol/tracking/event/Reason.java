package io.danggol.tracking.event;

/// Why an event is refused.
public enum Reason {
    INVALID("invalid-event", "The event is not as expected"),
    INVALID_ID("invalid-id", "An event needs an id of at most 64 characters"),
    INVALID_VISITOR("invalid-visitor-id", "An event needs a visitorId of at most 64 characters"),
    INVALID_NAME("invalid-name", "An event needs a name that this API knows, or custom.<name>"),
    TOO_LONG("string-too-long", "A string is longer than 1,024 characters"),
    TOO_MANY_ITEMS("too-many-items", "An event has at most 200 items"),
    INVALID_AMOUNT("invalid-amount", "Prices, quantities and values are finite and not negative"),
    TOO_LATE("too-late", "The event is more than 7 days old"),
    TOO_EARLY("too-early", "The event is older than the year 2000"),
    FORGED_TOKEN("customer-token-invalid", "Customer token not valid"),
    NO_TRANSACTION("transaction-id-missing", "A purchase needs a transaction_id"),
    PERSONAL_DATA("personal-data", "An id looks like an e-mail address or a phone number"),
    UNKNOWN_CONTACT("unknown-contact", "No customer with this e-mail address or phone number");

    private final String slug;
    private final String title;

    Reason(String slug, String title) {
        this.slug = slug;
        this.title = title;
    }

    /// The last part of the problem's type.
    public String slug() {
        return slug;
    }

    /// The reason in words, the same for all events.
    public String title() {
        return title;
    }
}
