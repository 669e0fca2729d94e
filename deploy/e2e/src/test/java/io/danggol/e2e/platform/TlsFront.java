package io.danggol.e2e.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A server's encrypted door: what comes in goes on to a port of this machine that speaks in plain text.
final class TlsFront implements AutoCloseable {
    private final SSLServerSocket door;
    private final int behind;
    private final AtomicInteger guests = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private TlsFront(SSLServerSocket door, int behind) {
        this.door = door;
        this.behind = behind;
    }

    static TlsFront of(SSLContext identity, int behind) throws IOException {
        var door = (SSLServerSocket)
                identity.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var front = new TlsFront(door, behind);
        Thread.ofVirtual().start(front::letIn);
        return front;
    }

    int port() {
        return door.getLocalPort();
    }

    /// How many came in and trusted the certificate that they saw.
    int guests() {
        return guests.get();
    }

    /// How many hung up because they did not trust it.
    int refused() {
        return refused.get();
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                var guest = (SSLSocket) door.accept();
                Thread.ofVirtual().start(() -> lead(guest));
            } catch (IOException e) {
                if (!door.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    private void lead(SSLSocket guest) {
        try (guest) {
            if (!trusts(guest)) return;
            try (var server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
                var back = Thread.ofVirtual().start(() -> pass(server, guest));
                pass(guest, server);
                back.join();
            }
        } catch (IOException _) {
            // One of both has hung up.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Who does not trust the certificate says so and hangs up, often before it is read why: then the pipe is broken.
    private boolean trusts(SSLSocket guest) {
        try {
            guest.startHandshake();
        } catch (IOException _) {
            refused.incrementAndGet();
            return false;
        }
        guests.incrementAndGet();
        return true;
    }

    private static void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException _) {
            // One of both has hung up.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
