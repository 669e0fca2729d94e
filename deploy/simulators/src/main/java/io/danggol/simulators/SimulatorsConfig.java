package io.danggol.simulators;

import io.danggol.simulators.kakao.NhnAccount;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Where the simulators listen, what they keep and whom they believe.
///
/// @param ports 0 takes any free one
/// @param data folder of all that is kept; made when absent
/// @param clock runs both simulators; the control API can move them ahead of it
/// @param resultDelay between sending a Kakao message and its result
public record SimulatorsConfig(Ports ports, Path data, Clock clock, NhnAccount nhn, Duration resultDelay) {

    /// @param kakao provider API, phones and control API
    /// @param mail inbox page and API
    /// @param smtp mail server
    /// @param traces receiver of spans, page and API
    public record Ports(int kakao, int mail, int smtp, int traces) {
        public static final Ports LOCAL = new Ports(8091, 8092, 12525, 8093);
        public static final Ports FREE = new Ports(0, 0, 0, 0);

        /// All shifted by the same number.
        public Ports plus(int offset) {
            return new Ports(kakao + offset, mail + offset, smtp + offset, traces + offset);
        }
    }

    /// The local suite's account: what campaign-service expects by default on one machine.
    public static final NhnAccount LOCAL_ACCOUNT = new NhnAccount(
            "danggol-app-key",
            "danggol-secret-key",
            "danggol0sender0key0danggol0sender0key000",
            "단골마켓",
            Optional.of(URI.create("http://localhost:8085/webhooks/nhn")),
            "danggol-webhook-signature");

    /// The local suite's ports and account, results after half a second, by the system's clock.
    public static SimulatorsConfig local(Path data) {
        return new SimulatorsConfig(Ports.LOCAL, data, Clock.systemUTC(), LOCAL_ACCOUNT, Duration.ofMillis(500));
    }

    /// [#local] with what the environment says otherwise; the README lists the names.
    ///
    /// @throws IllegalArgumentException if a value is malformed
    static SimulatorsConfig of(Map<String, String> environment) {
        var local = local(Path.of(environment.getOrDefault("DANGGOL_SIMULATORS_DATA", ".danggol/simulators")));
        var nhn = new NhnAccount(
                environment.getOrDefault("DANGGOL_KAKAO_NHN_APP_KEY", LOCAL_ACCOUNT.appKey()),
                environment.getOrDefault("DANGGOL_KAKAO_NHN_SECRET_KEY", LOCAL_ACCOUNT.secretKey()),
                environment.getOrDefault("DANGGOL_KAKAO_NHN_SENDER_KEY", LOCAL_ACCOUNT.senderKey()),
                environment.getOrDefault("DANGGOL_SHOP_NAME", LOCAL_ACCOUNT.profileName()),
                webhook(environment),
                environment.getOrDefault("DANGGOL_SIMULATORS_WEBHOOK_SIGNATURE", LOCAL_ACCOUNT.webhookSignature()));
        return new SimulatorsConfig(
                local.ports().plus(Integer.parseInt(environment.getOrDefault("DANGGOL_PORT_OFFSET", "0"))),
                local.data(),
                local.clock(),
                nhn,
                Duration.parse(environment.getOrDefault("DANGGOL_SIMULATORS_RESULT_DELAY", "PT0.5S")));
    }

    private static Optional<URI> webhook(Map<String, String> environment) {
        var url = environment.get("DANGGOL_SIMULATORS_WEBHOOK_URL");
        if (url == null) return LOCAL_ACCOUNT.webhook();
        return url.isBlank() ? Optional.empty() : Optional.of(URI.create(url));
    }
}
