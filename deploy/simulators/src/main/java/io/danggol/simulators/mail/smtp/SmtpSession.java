package io.danggol.simulators.mail.smtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/// One connection, from greeting to QUIT.
final class SmtpSession {
    private static final System.Logger LOG = System.getLogger(SmtpSession.class.getName());
    private static final Pattern PATH = Pattern.compile("(?i)(?:FROM|TO):\\s*<([^<>]*)>(.*)");
    private static final Pattern SIZE = Pattern.compile("(?i)\\bSIZE=(\\d{1,18})");
    private static final int LONGEST_COMMAND = 4096;
    private static final int LARGEST_MAIL = 25 << 20;
    private static final int MOST_RECIPIENTS = 1000;

    private final InputStream in;
    private final OutputStream out;
    private final SmtpServer.Mailbox mailbox;
    private final AtomicReference<Trouble> trouble;
    private final Set<String> deferredOnce;

    private String helo = "";
    private String from;
    private final List<String> to = new ArrayList<>();
    private boolean open = true;

    SmtpSession(
            InputStream in,
            OutputStream out,
            SmtpServer.Mailbox mailbox,
            AtomicReference<Trouble> trouble,
            Set<String> deferredOnce) {
        this.out = new BufferedOutputStream(out);
        this.in = new BufferedInputStream(new FlushingBeforeRead(in), 1 << 16);
        this.mailbox = mailbox;
        this.trouble = trouble;
        this.deferredOnce = deferredOnce;
    }

    /// Sends the replies so far before it waits for more, so those to pipelined commands go out together.
    private final class FlushingBeforeRead extends FilterInputStream {
        FlushingBeforeRead(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            out.flush();
            return super.read(bytes, from, most);
        }
    }

    void run() throws IOException {
        if (trouble.get().unavailable()) {
            reply("421 4.3.2 Service not available");
            out.flush();
            return;
        }
        reply("220 danggol mail simulator ESMTP");
        while (open) {
            var line = line();
            if (line == null) return;
            obey(line);
        }
        out.flush();
    }

    private void obey(String line) throws IOException {
        var space = line.indexOf(' ');
        var verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        var rest = space < 0 ? "" : line.substring(space + 1).strip();
        switch (verb) {
            case "EHLO" -> {
                greet(rest);
                reply("250-danggol mail simulator");
                reply("250-PIPELINING");
                reply("250-SIZE " + LARGEST_MAIL);
                reply("250-8BITMIME");
                reply("250-SMTPUTF8");
                reply("250 ENHANCEDSTATUSCODES");
            }
            case "HELO" -> {
                greet(rest);
                reply("250 danggol mail simulator");
            }
            case "MAIL" -> mail(rest);
            case "RCPT" -> recipient(rest);
            case "DATA" -> data();
            case "RSET" -> {
                forget();
                reply("250 2.0.0 Forgotten");
            }
            case "NOOP" -> reply("250 2.0.0 OK");
            case "VRFY" -> reply("252 2.1.5 Send it and see");
            case "QUIT" -> {
                reply("221 2.0.0 Bye");
                open = false;
            }
            default -> reply("500 5.5.2 Unknown command");
        }
    }

    private void greet(String name) {
        helo = name;
        forget();
    }

    private void forget() {
        from = null;
        to.clear();
    }

    private void mail(String rest) throws IOException {
        var path = PATH.matcher(rest);
        if (helo.isEmpty()) reply("503 5.5.1 Say EHLO first");
        else if (from != null) reply("503 5.5.1 One sender a mail");
        else if (!path.matches()) reply("501 5.5.4 MAIL FROM:<address>");
        else if (size(path.group(2)) > LARGEST_MAIL) reply("552 5.3.4 Too large");
        else {
            from = path.group(1);
            reply("250 2.1.0 OK");
        }
    }

    private static long size(String parameters) {
        var size = SIZE.matcher(parameters);
        return size.find() ? Long.parseLong(size.group(1)) : 0;
    }

    private void recipient(String rest) throws IOException {
        var path = PATH.matcher(rest);
        if (from == null) reply("503 5.5.1 Say MAIL first");
        else if (!path.matches() || path.group(1).indexOf('@') < 1) reply("501 5.1.3 RCPT TO:<address>");
        else if (to.size() == MOST_RECIPIENTS) reply("452 4.5.3 Too many recipients");
        else recipientAt(path.group(1));
    }

    private void recipientAt(String address) throws IOException {
        switch (Drill.of(address)) {
            case Drill.Bounce(var code) -> reply(code + " 5.1.1 <" + address + ">: no such mailbox");
            case Drill.Defer(var code) -> reply(code + " 4.2.0 <" + address + ">: try again later");
            case Drill.DeferOnce(var code)
            when deferredOnce.add(address) -> reply(code + " 4.7.1 <" + address + ">: greylisted, try again later");
            case Drill.DeferOnce _, Drill.None _, Drill.HangUpAfterData _, Drill.HangUpBeforeData _ -> {
                to.add(address);
                reply("250 2.1.5 OK");
            }
        }
    }

    private void data() throws IOException {
        if (to.isEmpty()) {
            reply("503 5.5.1 No valid recipients");
            return;
        }
        if (any(new Drill.HangUpBeforeData())) {
            open = false;
            return;
        }
        reply("354 End with <CRLF>.<CRLF>");
        var mail = body();
        if (mail == null) {
            reply("552 5.3.4 Too large");
        } else {
            try {
                mailbox.keep(new Envelope(from, List.copyOf(to), helo), mail);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a mail could not be kept", e);
                reply("451 4.3.0 Could not keep it");
                forget();
                return;
            }
            if (any(new Drill.HangUpAfterData())
                    || trouble.getAndUpdate(Trouble::struck).hangUpAfterData() > 0) {
                open = false;
                return;
            }
            reply("250 2.0.0 Kept");
        }
        forget();
    }

    private boolean any(Drill drill) {
        return to.stream().map(Drill::of).anyMatch(drill::equals);
    }

    /// The mail up to the lone dot, dots unstuffed; null if it is too large.
    private byte[] body() throws IOException {
        var mail = new ByteArrayOutputStream();
        while (true) {
            var line = rawLine(LARGEST_MAIL);
            if (line == null) throw new EOFException();
            if (line.length == 3 && line[0] == '.' && line[1] == '\r' && line[2] == '\n') break;
            var stuffed = line.length > 0 && line[0] == '.' ? 1 : 0;
            if (mail.size() <= LARGEST_MAIL) mail.write(line, stuffed, line.length - stuffed);
        }
        return mail.size() > LARGEST_MAIL ? null : mail.toByteArray();
    }

    private String line() throws IOException {
        var line = rawLine(LONGEST_COMMAND);
        return line == null ? null : new String(line, StandardCharsets.UTF_8).stripTrailing();
    }

    /// The next line with its CRLF; null at the end of the connection. What goes beyond `most` bytes is dropped.
    private byte[] rawLine(int most) throws IOException {
        var line = new ByteArrayOutputStream();
        var last = -1;
        while (true) {
            var next = in.read();
            if (next < 0) return null;
            if (line.size() < most) line.write(next);
            if (last == '\r' && next == '\n') return line.toByteArray();
            last = next;
        }
    }

    private void reply(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
