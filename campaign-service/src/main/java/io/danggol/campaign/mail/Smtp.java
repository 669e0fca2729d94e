package io.danggol.campaign.mail;

import io.danggol.chassis.trace.Traces;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Hands mails to the mail server, over connections that are kept open.
@Singleton
class Smtp {
    private static final Logger LOG = Logger.getLogger(Smtp.class);
    private final SmtpConnection.Server server;
    private final Traces traces;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();

    Smtp(MailConfig config, Traces traces) {
        this.traces = traces;
        server = new SmtpConnection.Server(
                config.host(),
                config.port(),
                config.tls(),
                config.user()
                        .map(user ->
                                new SmtpConnection.Login(user, config.password().orElse(""))),
                config.timeout());
        free = new Semaphore(config.connections());
    }

    /// Hands one mail over; blocks. A kept connection that has gone stale is replaced once, before anything is lost.
    SmtpOutcome send(String from, String to, byte[] mail) {
        return traces.call(
                "send mail",
                server.host(),
                server.port(),
                () -> handOver(from, to, mail),
                outcome -> !(outcome instanceof SmtpOutcome.Accepted));
    }

    private SmtpOutcome handOver(String from, String to, byte[] mail) {
        free.acquireUninterruptibly();
        try {
            var kept = Optional.ofNullable(idle.pollFirst());
            var outcome = kept.map(connection -> use(connection, from, to, mail))
                    .filter(first -> !(first instanceof SmtpOutcome.NotNow))
                    .or(() -> fresh(from, to, mail))
                    .orElseThrow();
            if (outcome instanceof SmtpOutcome.Unknown(var why)) LOG.warnf("a mail of unknown outcome: %s", why);
            return outcome;
        } finally {
            free.release();
        }
    }

    private Optional<SmtpOutcome> fresh(String from, String to, byte[] mail) {
        try {
            return Optional.of(use(SmtpConnection.open(server), from, to, mail));
        } catch (IOException e) {
            LOG.warnf("the mail server cannot be reached: %s", e.getMessage());
            return Optional.of(new SmtpOutcome.NotNow("unreachable"));
        }
    }

    private SmtpOutcome use(SmtpConnection connection, String from, String to, byte[] mail) {
        var outcome = connection.send(from, to, mail);
        switch (outcome) {
            case SmtpOutcome.Accepted() -> idle.addFirst(connection);
            case SmtpOutcome.Refused refused -> idle.addFirst(connection);
            case SmtpOutcome.NotNow notNow -> connection.close();
            case SmtpOutcome.Unknown unknown -> connection.close();
        }
        return outcome;
    }

    @PreDestroy
    void close() {
        idle.forEach(SmtpConnection::close);
    }
}
