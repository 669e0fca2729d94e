package io.danggol.simulators;

import io.danggol.simulators.kakao.KakaoSimulator;
import io.danggol.simulators.mail.MailSimulator;
import io.danggol.simulators.trace.TraceInbox;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;

/// The outside world of the suite: a KakaoTalk provider with its phones, a mail server with its inbox, and a collector
/// of traces.
public final class Simulators implements AutoCloseable {
    private final KakaoSimulator kakao;
    private final MailSimulator mail;
    private final TraceInbox traces;

    private Simulators(KakaoSimulator kakao, MailSimulator mail, TraceInbox traces) {
        this.kakao = kakao;
        this.mail = mail;
        this.traces = traces;
    }

    /// Starts all; providers know all that an earlier run on the same folder kept.
    ///
    /// @throws java.io.UncheckedIOException if a port is busy, naming it, or the folder cannot be used
    public static Simulators start(SimulatorsConfig config) {
        var clock = new SimulatedClock(config.clock());
        var traces = new TraceInbox(config.ports().traces());
        try {
            var kakao = new KakaoSimulator(
                    config.ports().kakao(), config.data().resolve("kakao"), clock, config.nhn(), config.resultDelay());
            return new Simulators(kakao, mail(config, clock, kakao), traces);
        } catch (RuntimeException e) {
            traces.close();
            throw e;
        }
    }

    private static MailSimulator mail(SimulatorsConfig config, Clock clock, KakaoSimulator kakao) {
        try {
            return new MailSimulator(
                    config.ports().mail(), config.ports().smtp(), config.data().resolve("mail"), clock);
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

    public int tracesPort() {
        return traces.port();
    }

    @Override
    public void close() {
        traces.close();
        mail.close();
        kakao.close();
    }

    /// Runs all until the process ends, configured by the environment. A busy port or a bad setting ends it with 1.
    public static void main(String[] arguments) throws InterruptedException {
        try {
            var simulators = start(SimulatorsConfig.of(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(simulators::close));
            System.out.printf(
                    "KakaoTalk http://localhost:%d  mail http://localhost:%d  SMTP localhost:%d  traces http://localhost:%d%n",
                    simulators.kakaoPort(), simulators.mailPort(), simulators.smtpPort(), simulators.tracesPort());
        } catch (UncheckedIOException | IllegalArgumentException | DateTimeException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Thread.currentThread().join();
    }
}
