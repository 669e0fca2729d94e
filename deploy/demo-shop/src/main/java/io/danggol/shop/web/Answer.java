package io.danggol.shop.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.danggol.shop.disk.Documents;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the shop answers.
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    static Answer html(int status, String html) {
        return new Answer(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Answer json(Object value) {
        try {
            return new Answer(200, "application/json", Documents.JSON.writeValueAsBytes(value), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// See other: the browser gets `path` next.
    static Answer to(String path) {
        return new Answer(
                303,
                "text/plain",
                new byte[0],
                Map.of("Location", URI.create(path).toASCIIString()));
    }

    /// A file that may be kept for an hour.
    static Answer file(String type, byte[] body) {
        return new Answer(200, type, body, Map.of("Cache-Control", "max-age=3600"));
    }

    Answer as(int otherStatus) {
        return new Answer(otherStatus, type, body, headers);
    }

    Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, more);
    }
}
