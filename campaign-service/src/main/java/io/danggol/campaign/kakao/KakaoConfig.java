package io.danggol.campaign.kakao;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The shop's KakaoTalk channel at its provider.
@ConfigMapping(prefix = "danggol.kakao")
public interface KakaoConfig {
    /// Who delivers: only `nhn` so far.
    @WithDefault("nhn")
    Provider provider();

    /// NHN Cloud.
    Nhn nhn();

    /// Whom Kakao lets this channel write to. M and N need Kakao's approval and a registered 080 number.
    @WithDefault("I")
    List<KakaoContent.Targeting> targetings();

    /// Whether the text itself begins with (광고), beside the label that Kakao shows.
    @WithDefault("false")
    boolean labelInText();

    /// How long after a hand-over of unknown outcome NHN is asked what became of it.
    @WithDefault("PT30S")
    Duration reconcileAfter();

    /// How often NHN is asked for a result, at first; doubles up to an hour.
    @WithDefault("PT5S")
    Duration pollInterval();

    /// How long a result is waited for.
    @WithDefault("P3D")
    Duration resultPatience();

    /// A provider that we have a client for.
    enum Provider {
        NHN
    }

    /// The account at NHN.
    interface Nhn {
        /// The address of the API.
        Optional<String> url();

        /// The app key, part of every path.
        Optional<String> appKey();

        /// The secret key, a header.
        Optional<String> secretKey();

        /// The sender profile.
        Optional<String> senderKey();

        /// The text that NHN sends with each webhook call, as set in its console; none: webhook calls are refused.
        Optional<String> webhookSignature();

        /// How long an answer is waited for.
        @WithDefault("PT10S")
        Duration timeout();
    }

    /// Whether messages can be sent at all.
    default boolean ready() {
        return nhn().url().isPresent()
                && nhn().appKey().isPresent()
                && nhn().secretKey().isPresent()
                && nhn().senderKey().isPresent();
    }
}
