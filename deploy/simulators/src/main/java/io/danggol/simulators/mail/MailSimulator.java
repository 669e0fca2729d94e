package io.danggol.simulators.mail;

import io.danggol.simulators.http.HttpEdge;
import io.danggol.simulators.mail.smtp.SmtpServer;
import java.nio.file.Path;
import java.time.Clock;

/// A mail server that keeps everything, and the page to read it on.
public final class MailSimulator implements AutoCloseable {
    private final HttpEdge edge;
    private final SmtpServer smtp;

    /// Starts it.
    ///
    /// @param port of the page and the API; 0 for any free one
    /// @param smtpPort 0 for any free one
    /// @param folder keeps the mails
    public MailSimulator(int port, int smtpPort, Path folder, Clock clock) {
        var mails = new Mails(folder, clock);
        edge = new HttpEdge("Mail inbox", port);
        try {
            smtp = new SmtpServer(smtpPort, mails::keep);
        } catch (RuntimeException e) {
            edge.close();
            throw e;
        }
        new MailApi(mails, smtp).routes(edge);
        edge.start();
    }

    public int port() {
        return edge.port();
    }

    public int smtpPort() {
        return smtp.port();
    }

    @Override
    public void close() {
        smtp.close();
        edge.close();
    }
}
