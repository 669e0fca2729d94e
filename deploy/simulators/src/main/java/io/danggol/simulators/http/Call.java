package io.danggol.simulators.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One HTTP request, its body read, with the variables of the route that it met.
public final class Call {
    private final HttpExchange exchange;
    private final Map<String, String> path;
    private final Map<String, String> query;
    private final byte[] body;

    Call(HttpExchange exchange, Map<String, String> path, byte[] body) {
        this.exchange = exchange;
        this.path = path;
        this.query = parse(exchange.getRequestURI().getRawQuery());
        this.body = body;
    }

    private static Map<String, String> parse(String rawQuery) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : rawQuery == null ? List.<String>of() : List.of(rawQuery.split("&"))) {
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            values.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return text;
        }
    }

    /// The variable `{name}` of the route.
    public String path(String name) {
        return path.get(name);
    }

    /// A query parameter; empty when it is absent or blank.
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    /// A query parameter within `least` to `most`, both included; `otherwise` when it is absent.
    public int query(String name, int otherwise, int least, int most) {
        var text = query(name).orElse(null);
        if (text == null) return otherwise;
        try {
            var value = Integer.parseInt(text);
            if (value >= least && value <= most) return value;
        } catch (NumberFormatException e) {
            // answered below, as is a number out of range
        }
        throw new BadCall(name + ": " + text + " (expected: " + least + " to " + most + ")");
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    public byte[] body() {
        return body;
    }

    /// Holds the connection open for `time` without a word, then closes it.
    public Answer hangUp(Duration time) {
        pause(time);
        exchange.close();
        return HttpEdge.ANSWERED;
    }

    /// Sends `answer` a piece at a time, over about `time` in all.
    public Answer drip(Answer answer, Duration time) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        var pieces = Math.min(20, answer.body().length);
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        try (var out = exchange.getResponseBody()) {
            for (int piece = 0; piece < pieces; piece++) {
                var from = answer.body().length * piece / pieces;
                var to = answer.body().length * (piece + 1) / pieces;
                out.write(answer.body(), from, to - from);
                out.flush();
                pause(time.dividedBy(pieces));
            }
        }
        return HttpEdge.ANSWERED;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
