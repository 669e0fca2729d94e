package io.danggol.simulators.kakao;

import java.time.Duration;

/// What the control API can change while the simulator runs.
///
/// @param resultDelay between sending and result
/// @param sendWindow whether every message outside 08:00 to 20:50 fails with 3022, as at Kakao
/// @param uploadedImagesOnly whether a message with a picture that was not uploaded fails with 3024, as at Kakao
/// @param chaos null while all goes well
record Settings(Duration resultDelay, boolean sendWindow, boolean uploadedImagesOnly, Sender sender, Chaos chaos) {
    Settings {
        if (resultDelay.isNegative())
            throw new IllegalArgumentException("resultDelay: " + resultDelay + " (expected: >= 0)");
    }

    /// The channel's sender profile.
    ///
    /// @param block answers every send with -1027
    /// @param marketingAgreement whether the targetings M and N are allowed; they fail with 1028 otherwise
    /// @param initialUserRestriction whether a template value may be at most 14 characters longer than its variable
    /// @param unsubscribePhoneNumber the registered 080 number; null for none
    record Sender(
            boolean block,
            boolean marketingAgreement,
            boolean initialUserRestriction,
            String unsubscribePhoneNumber,
            String unsubscribeAuthNumber) {}

    static Settings initial(Duration resultDelay) {
        return new Settings(resultDelay, true, true, new Sender(false, false, false, null, null), null);
    }

    Settings with(Chaos chaos) {
        return new Settings(resultDelay, sendWindow, uploadedImagesOnly, sender, chaos);
    }

    Settings with(Sender sender) {
        return new Settings(resultDelay, sendWindow, uploadedImagesOnly, sender, chaos);
    }
}
