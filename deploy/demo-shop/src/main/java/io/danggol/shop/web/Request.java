package io.danggol.shop.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One request of a browser.
///
/// @param path decoded segments, without empty ones: `/p/1` is [p, 1]
/// @param fields of the query, and of the form where one was posted
/// @param wantsJson whether the page's own script asks
record Request(
        String method, List<String> path, Map<String, String> fields, Map<String, String> cookies, boolean wantsJson) {
    /// The largest form that is read, in bytes.
    static final int MOST = 64 * 1024;

    /// @throws Refusal when the request cannot be understood
    static Request of(HttpExchange exchange) throws IOException {
        try {
            var fields = new HashMap<>(form(exchange.getRequestURI().getRawQuery()));
            if (exchange.getRequestMethod().equals("POST")) {
                var body = exchange.getRequestBody().readNBytes(MOST + 1);
                if (body.length > MOST) throw new Refusal(413, "보내신 내용이 너무 길어요.");
                fields.putAll(form(new String(body, StandardCharsets.UTF_8)));
            }
            var path = Arrays.stream(exchange.getRequestURI().getPath().split("/"))
                    .filter(segment -> !segment.isEmpty())
                    .toList();
            var accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                    .orElse("");
            return new Request(
                    exchange.getRequestMethod(),
                    path,
                    Map.copyOf(fields),
                    cookies(exchange),
                    accept.startsWith("application/json"));
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "주소나 입력을 알아볼 수 없어요.");
        }
    }

    /// A field's text without blanks around it; empty when it is absent or blank.
    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    boolean checked(String name) {
        return fields.containsKey(name);
    }

    /// A whole number; `otherwise` when the field is absent or something else.
    int number(String name, int otherwise) {
        return field(name)
                .filter(text -> text.matches("-?\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    private static Map<String, String> form(String text) {
        var fields = new HashMap<String, String>();
        if (text == null) return fields;
        for (var pair : text.split("&")) {
            var equals = pair.indexOf('=');
            if (equals > 0) fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// RFC 6265, where a value may stand in quotes.
    private static Map<String, String> cookies(HttpExchange exchange) {
        var cookies = new HashMap<String, String>();
        for (var header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
            for (var pair : header.split(";")) {
                var equals = pair.indexOf('=');
                if (equals > 0)
                    cookies.put(
                            pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip().replace("\"", ""));
            }
        }
        return Map.copyOf(cookies);
    }
}
