package io.danggol.e2e.fault;

import io.danggol.bench.suite.SuiteClient;
import io.danggol.local.suite.Addresses;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// A call with an event whose body a service has only half of, until [#finish].
final class SlowCall implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final byte[] rest;

    private SlowCall(Socket socket, byte[] rest) {
        this.socket = socket;
        this.rest = rest;
    }

    /// @param port of tracking-service, on this machine
    static SlowCall begin(int port, Object event) throws IOException {
        var body = SuiteClient.JSON.writeValueAsBytes(event);
        var origin = URI.create(Addresses.url(port));
        var socket = new Socket(origin.getHost(), origin.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        var out = socket.getOutputStream();
        out.write(("POST /v1/events HTTP/1.1\r\nHost: " + origin.getAuthority() + "\r\nX-Danggol-Key: demo-key\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body, 0, body.length / 2);
        out.flush();
        return new SlowCall(socket, Arrays.copyOfRange(body, body.length / 2, body.length));
    }

    /// Sends the rest; the first line of the answer, such as `HTTP/1.1 202 Accepted`.
    String finish() throws IOException {
        socket.getOutputStream().write(rest);
        socket.getOutputStream().flush();
        var line = new StringBuilder();
        for (var next = socket.getInputStream().read();
                next > 0 && next != '\r';
                next = socket.getInputStream().read()) line.append((char) next);
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
