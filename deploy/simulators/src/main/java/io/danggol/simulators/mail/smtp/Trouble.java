package io.danggol.simulators.mail.smtp;

/// Trouble of the whole server, whoever a mail is for.
///
/// @param unavailable answers every connection 421 and drops it
/// @param hangUpAfterData how many more mails are kept without a reply, the connection dropped
public record Trouble(boolean unavailable, int hangUpAfterData) {
    public static final Trouble NONE = new Trouble(false, 0);

    public Trouble {
        if (hangUpAfterData < 0)
            throw new IllegalArgumentException("hangUpAfterData: " + hangUpAfterData + " (expected: >= 0)");
    }

    /// What is left when one mail has met it.
    Trouble struck() {
        return hangUpAfterData == 0 ? this : new Trouble(unavailable, hangUpAfterData - 1);
    }
}
