package io.danggol.simulators.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// One HTTP answer: status, headers, body. An empty body is sent as none.
public record Answer(int status, Map<String, String> headers, byte[] body) {

    /// A JSON answer; see [Json#bytes].
    public static Answer json(int status, Object value) {
        return of(status, "application/json;charset=UTF-8", Json.bytes(value));
    }

    /// An RFC 9457 problem of type `about:blank`.
    public static Answer problem(int status, String title, String detail) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        return of(status, "application/problem+json", Json.bytes(problem));
    }

    public static Answer text(int status, String contentType, String text) {
        return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body);
    }

    public static Answer noContent() {
        return new Answer(204, Map.of(), new byte[0]);
    }

    /// The same answer with one header more.
    public Answer with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body);
    }
}
