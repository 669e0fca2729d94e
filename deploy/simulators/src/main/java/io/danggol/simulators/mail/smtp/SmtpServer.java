package io.danggol.simulators.mail.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// An SMTP server (RFC 5321) that keeps every mail: one virtual thread a connection, with PIPELINING, 8BITMIME,
/// SMTPUTF8 and SIZE; without TLS and log-in.
public final class SmtpServer implements AutoCloseable {
    /// Where accepted mails go; a mail is acknowledged when this returns.
    @FunctionalInterface
    public interface Mailbox {
        void keep(Envelope envelope, byte[] mail);
    }

    private static final System.Logger LOG = System.getLogger(SmtpServer.class.getName());
    private static final int PATIENCE_MILLIS = 5 * 60 * 1000;

    private final ServerSocket server;
    private final Mailbox mailbox;
    private final AtomicReference<Trouble> trouble = new AtomicReference<>(Trouble.NONE);
    private final Set<String> deferredOnce = ConcurrentHashMap.newKeySet();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// Binds `port` and serves at once; 0 takes any free one.
    public SmtpServer(int port, Mailbox mailbox) {
        this.mailbox = mailbox;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(port), 256);
        } catch (BindException e) {
            throw new UncheckedIOException("SMTP: port " + port + " is busy", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("smtp-server").start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public Trouble trouble() {
        return trouble.get();
    }

    public void trouble(Trouble now) {
        trouble.set(now);
    }

    /// Forgets who was greylisted, and all trouble.
    public void reset() {
        deferredOnce.clear();
        trouble.set(Trouble.NONE);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().name("smtp-session").start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) LOG.log(System.Logger.Level.WARNING, "a connection was not accepted", e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            new SmtpSession(socket.getInputStream(), socket.getOutputStream(), mailbox, trouble, deferredOnce).run();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a client went away", e);
        } finally {
            open.remove(socket);
        }
    }

    /// Drops every connection.
    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
