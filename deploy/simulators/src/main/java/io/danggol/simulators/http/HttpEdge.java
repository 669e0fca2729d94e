package io.danggol.simulators.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A small HTTP server: routes with `{variables}`, one virtual thread a request.
///
/// Serves every address of the machine. A body over 16 MiB is answered 413, an unknown path 404, a wrong method 405.
public final class HttpEdge implements AutoCloseable {
    /// What a handler does with a call.
    @FunctionalInterface
    public interface Handler {
        Answer handle(Call call) throws IOException;
    }

    private record Route(String method, List<String> segments, Handler handler) {
        Optional<Map<String, String>> match(List<String> path) {
            if (path.size() != segments.size()) return Optional.empty();
            var variables = new LinkedHashMap<String, String>();
            for (int i = 0; i < path.size(); i++) {
                var segment = segments.get(i);
                if (segment.startsWith("{")) variables.put(segment.substring(1, segment.length() - 1), path.get(i));
                else if (!segment.equals(path.get(i))) return Optional.empty();
            }
            return Optional.of(variables);
        }
    }

    /// Tells the edge that a handler has answered, or refused to, by itself.
    static final Answer ANSWERED = new Answer(0, Map.of(), new byte[0]);

    private static final System.Logger LOG = System.getLogger(HttpEdge.class.getName());
    private static final int BODY_LIMIT = 16 << 20;

    static {
        // Without it the JDK's server waits for 40 ms before the body of a small answer.
        if (System.getProperty("sun.net.httpserver.nodelay") == null)
            System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final List<Route> routes = new ArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Handler otherwise = _ -> Answer.problem(404, "Not found", "There is nothing at this path.");

    /// Binds `port` at once, so that a busy one is told here; 0 takes any free one.
    public HttpEdge(String name, int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(port), 256);
        } catch (BindException e) {
            throw new UncheckedIOException(name + ": port " + port + " is busy", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    public HttpEdge route(String method, String path, Handler handler) {
        routes.add(new Route(method, segments(path), handler));
        return this;
    }

    /// A file of the class path, next to `owner`.
    public HttpEdge file(String path, Class<?> owner, String name, String contentType) {
        var answer = resource(owner, name, contentType);
        return route("GET", path, _ -> answer);
    }

    /// An HTML page of the class path, next to `owner`, under a Content-Security-Policy.
    public HttpEdge page(String path, Class<?> owner, String name, String policy) {
        var answer = resource(owner, name, "text/html;charset=UTF-8").with("Content-Security-Policy", policy);
        return route("GET", path, _ -> answer);
    }

    private static Answer resource(Class<?> owner, String name, String contentType) {
        try (var in = owner.getResourceAsStream(name)) {
            return Answer.of(200, contentType, in.readAllBytes())
                    .with("Cache-Control", "no-cache")
                    .with("X-Content-Type-Options", "nosniff");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What answers a path that no route knows.
    public HttpEdge otherwise(Handler handler) {
        otherwise = handler;
        return this;
    }

    public HttpEdge start() {
        server.start();
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// Ends at once; a call that runs is broken off.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            var answer = answer(exchange);
            if (answer != ANSWERED) send(exchange, answer);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a caller went away", e);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
        if (body.length > BODY_LIMIT) return Answer.problem(413, "Too large", "A body may have 16 MiB.");
        var path = segments(exchange.getRequestURI().getRawPath());
        var known = false;
        try {
            for (var route : routes) {
                var variables = route.match(path);
                if (variables.isEmpty()) continue;
                if (route.method.equals(exchange.getRequestMethod()))
                    return route.handler.handle(new Call(exchange, variables.get(), body));
                known = true;
            }
            return known
                    ? Answer.problem(405, "Method not allowed", exchange.getRequestMethod() + " is not for this path.")
                    : otherwise.handle(new Call(exchange, Map.of(), body));
        } catch (BadCall e) {
            return Answer.problem(400, "Bad request", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a call failed", e);
            return Answer.problem(500, "Failed", "The simulator failed; its log says why.");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        var length = answer.body().length;
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        if (length > 0) exchange.getResponseBody().write(answer.body());
    }

    private static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        for (var segment : path.split("/")) {
            if (!segment.isEmpty()) segments.add(decoded(segment));
        }
        return segments;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return segment;
        }
    }
}
