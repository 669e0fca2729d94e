package io.danggol.campaign.mail;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One conversation with a mail server, used for one mail after another.
///
/// It exists because of one question that mail libraries do not answer: had the server got the whole mail when the
/// connection broke? Only then is the outcome unknown; in every other case the mail is refused or may be tried again.
///
/// Source: RFC 5321; RFC 3207 (STARTTLS), RFC 4954 (AUTH PLAIN), RFC 3463 (enhanced status).
final class SmtpConnection implements Closeable {
    /// Where the server is and how to log in.
    ///
    /// @param tls `true`: refuse a server that does not offer STARTTLS
    record Server(String host, int port, boolean tls, Optional<Login> login, Duration timeout) {}

    /// A user name and password.
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    private record Reply(int code, String text) {
        boolean ok() {
            return code / 100 == 2 || code / 100 == 3;
        }

        /// The status of RFC 3463 at the beginning of its text.
        String enhanced() {
            var matcher = java.util.regex.Pattern.compile("^([245]\\.\\d{1,3}\\.\\d{1,3})\\b")
                    .matcher(text);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private SmtpConnection(Socket socket) throws IOException {
        use(socket);
    }

    /// Connects, greets, and logs in.
    ///
    /// @throws IOException when the server cannot be reached or does not want us
    static SmtpConnection open(Server server) throws IOException {
        var socket = new Socket();
        var millis = Math.toIntExact(server.timeout().toMillis());
        socket.connect(new InetSocketAddress(server.host(), server.port()), millis);
        socket.setSoTimeout(millis);
        socket.setTcpNoDelay(true);
        var connection = new SmtpConnection(socket);
        try {
            connection.expect(connection.read(), "greeting");
            var hello = connection.ask("EHLO danggol");
            connection.expect(hello, "EHLO");
            if (hello.text().toUpperCase(Locale.ROOT).contains("STARTTLS")) {
                connection.startTls(server);
                hello = connection.ask("EHLO danggol");
            } else if (server.tls()) {
                throw new IOException("the mail server offers no STARTTLS");
            }
            if (server.login().isPresent()) connection.logIn(server.login().get());
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /// Hands one mail over. After an outcome other than [SmtpOutcome.Accepted] and [SmtpOutcome.Refused] the
    /// connection is of no more use.
    SmtpOutcome send(String from, String to, byte[] mail) {
        try {
            var sender = ask("MAIL FROM:<" + from + ">");
            if (!sender.ok()) return refused(sender, false);
            var recipient = ask("RCPT TO:<" + to + ">");
            if (!recipient.ok()) return refused(recipient, true);
            var data = ask("DATA");
            if (!data.ok()) return refused(data, false);
            writeStuffed(mail);
        } catch (IOException e) {
            return new SmtpOutcome.NotNow(String.valueOf(e.getMessage()));
        }
        try {
            out.write(".\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            var taken = read();
            return taken.ok() ? new SmtpOutcome.Accepted() : refused(taken, false);
        } catch (IOException e) {
            return new SmtpOutcome.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private SmtpOutcome refused(Reply reply, boolean recipient) throws IOException {
        if (reply.code() / 100 != 5) return new SmtpOutcome.NotNow(reply.code() + " " + reply.enhanced());
        ask("RSET");
        return new SmtpOutcome.Refused(reply.code(), reply.enhanced(), recipient);
    }

    /// A dot at the beginning of a line is doubled (RFC 5321, 4.5.2).
    private void writeStuffed(byte[] mail) throws IOException {
        var start = true;
        for (var octet : mail) {
            if (start && octet == '.') out.write('.');
            out.write(octet);
            start = octet == '\n';
        }
        if (!start) out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void startTls(Server server) throws IOException {
        expect(ask("STARTTLS"), "STARTTLS");
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var secure = (SSLSocket) factory.createSocket(socket, server.host(), server.port(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        use(secure);
    }

    private void logIn(Login login) throws IOException {
        var secret = "\0" + login.user() + "\0" + login.password();
        expect(
                ask("AUTH PLAIN " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))),
                "AUTH");
    }

    private void use(Socket next) throws IOException {
        socket = next;
        in = new BufferedInputStream(next.getInputStream());
        out = new BufferedOutputStream(next.getOutputStream(), 16_384);
    }

    private Reply ask(String command) throws IOException {
        if (command.chars().anyMatch(c -> c == '\r' || c == '\n')) throw new IOException("a line break in a command");
        out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return read();
    }

    /// A reply may have several lines; all but the last have a `-` after the code.
    private Reply read() throws IOException {
        var text = new StringBuilder();
        while (true) {
            var line = line();
            if (line.length() < 3 || !line.substring(0, 3).chars().allMatch(Character::isDigit))
                throw new IOException("not a reply of a mail server");
            text.append(line.length() > 4 ? line.substring(4) : "").append('\n');
            if (line.length() == 3 || line.charAt(3) != '-')
                return new Reply(Integer.parseInt(line.substring(0, 3)), text.toString());
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int octet; (octet = in.read()) != '\n'; ) {
            if (octet < 0) throw new IOException("the mail server closed the connection");
            if (line.length() > 2_000) throw new IOException("an endless reply");
            if (octet != '\r') line.append((char) octet);
        }
        return line.toString();
    }

    private void expect(Reply reply, String what) throws IOException {
        if (!reply.ok()) throw new IOException(what + " refused with " + reply.code());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed, or as good as.
        }
    }
}
