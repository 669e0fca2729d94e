package io.danggol.chassis.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A way to a server on this machine that can be shut: then calls under way are cut and new ones refused.
final class Gate implements AutoCloseable {
    private final ServerSocket entrance;
    private final int server;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    Gate(int server) {
        this.server = server;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::letIn);
    }

    int port() {
        return entrance.getLocalPort();
    }

    @Override
    public void close() {
        cut(entrance);
        open.forEach(Gate::cut);
    }

    private void letIn() {
        try {
            while (true) {
                var caller = entrance.accept();
                var called = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(caller);
                open.add(called);
                Thread.startVirtualThread(() -> pass(caller, called));
                Thread.startVirtualThread(() -> pass(called, caller));
            }
        } catch (IOException _) {
            close();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One side has gone; so does the other.
        } finally {
            cut(from);
            cut(to);
        }
    }

    private static void cut(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception _) {
            // Closed is closed.
        }
    }
}
