package io.danggol.shop.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The shop's HTTP server: a virtual thread a request.
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WebServer.class.getName());

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Listens at once, and answers from [#serve] on.
    ///
    /// @throws IOException when the port cannot be had; the message names it
    public WebServer(int port) throws IOException {
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (BindException e) {
            throw new IOException("the demo shop's port " + port + " is taken", e);
        }
        server.setExecutor(threads);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// @param refused answers a request that was refused, or that failed for a reason nobody expected
    void serve(Function<Request, Answer> answers, BiFunction<Request, Refusal, Answer> refused) {
        server.createContext("/", exchange -> {
            try (exchange) {
                write(exchange, answer(exchange, answers, refused));
            }
        });
        server.start();
    }

    private static Answer answer(
            HttpExchange exchange, Function<Request, Answer> answers, BiFunction<Request, Refusal, Answer> refused)
            throws IOException {
        Request request;
        try {
            request = Request.of(exchange);
        } catch (Refusal refusal) {
            return new Answer(
                    refusal.status(),
                    "text/plain; charset=utf-8",
                    refusal.getMessage().getBytes(StandardCharsets.UTF_8),
                    Map.of());
        }
        try {
            return answers.apply(request);
        } catch (Refusal refusal) {
            return refused.apply(request, refusal);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "failed: " + request.method() + " " + request.path(), e);
            return refused.apply(request, new Refusal(500, "잠시 문제가 생겼어요. 조금 뒤 다시 찾아 주세요."));
        }
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
        if (!answer.headers().containsKey("Cache-Control")) headers.set("Cache-Control", "no-store");
        answer.headers().forEach(headers::set);
        var head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
        if (!head && answer.body().length > 0) exchange.getResponseBody().write(answer.body());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
