package io.danggol.simulators;

import io.danggol.simulators.kakao.KakaoSimulator;
import io.danggol.simulators.mail.MailSimulator;
import java.io.UncheckedIOException;
import java.time.DateTimeException;

/// The outside world of the suite: a KakaoTalk provider with its phones, and a mail server with its inbox.
public final class Simulators implements AutoCloseable {
    private final KakaoSimulator kakao;
    private final MailSimulator mail;

    private Simulators(KakaoSimulator kakao, MailSimulator mail) {
        this.kakao = kakao;
        this.mail = mail;
    }

    /// Starts both; they know all that an earlier run on the same folder kept.
    ///
    /// @throws java.io.UncheckedIOException if a port is busy, naming it, or the folder cannot be used
    public static Simulators start(SimulatorsConfig config) {
        var clock = new SimulatedClock(config.clock());
        var kakao = new KakaoSimulator(
                config.ports().kakao(), config.data().resolve("kakao"), clock, config.nhn(), config.resultDelay());
        try {
            var mail = new MailSimulator(
                    config.ports().mail(), config.ports().smtp(), config.data().resolve("mail"), clock);
            return new Simulators(kakao, mail);
        } catch (RuntimeException e) {
            kakao.close();
            throw e;
        }
    }

    public int kakaoPort() {
        return kakao.port();
    }

    public int mailPort() {
        return mail.port();
    }

    public int smtpPort() {
        return mail.smtpPort();
    }

    @Override
    public void close() {
        mail.close();
        kakao.close();
    }

    /// Runs both until the process ends, configured by the environment. A busy port or a bad setting ends it with 1.
    public static void main(String[] arguments) throws InterruptedException {
        try {
            var simulators = start(SimulatorsConfig.of(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(simulators::close));
            System.out.printf(
                    "KakaoTalk http://localhost:%d  mail http://localhost:%d  SMTP localhost:%d%n",
                    simulators.kakaoPort(), simulators.mailPort(), simulators.smtpPort());
        } catch (UncheckedIOException | IllegalArgumentException | DateTimeException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Thread.currentThread().join();
    }
}
