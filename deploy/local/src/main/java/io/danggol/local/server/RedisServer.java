package io.danggol.local.server;

import io.danggol.local.process.Child;
import io.danggol.local.process.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Redis server of our own on the loopback address.
public final class RedisServer {
    private static final String VERSION = "7.0.9";

    private final Binaries binaries;
    private final Path data;
    private final Path log;
    private final int port;
    private final boolean durable;
    private final int databases;

    /// @param durable whether each write goes to an append-only file, flushed every second
    /// @param databases how many numbered databases it offers
    public RedisServer(Binaries binaries, Path data, Path log, int port, boolean durable, int databases) {
        this.binaries = binaries;
        this.data = data;
        this.log = log;
        this.port = port;
        this.durable = durable;
        this.databases = databases;
    }

    /// Starts it; returns without waiting for it to answer.
    public Child start() throws IOException {
        var program = binaries.program("redis-server-" + VERSION + "-" + Machine.os() + "-" + Machine.architecture());
        Files.createDirectories(data);
        var command = new ArrayList<>(List.of(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--databases",
                Integer.toString(databases),
                "--dir",
                data.toString(),
                "--save",
                ""));
        command.addAll(List.of("--appendonly", durable ? "yes" : "no"));
        return Child.start(Child.Plan.of(command, data, log));
    }

    /// Whether it answers now: not before its append-only file is read.
    public boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }
}
