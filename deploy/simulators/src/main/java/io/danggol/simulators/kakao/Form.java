package io.danggol.simulators.kakao;

import io.danggol.simulators.http.Call;
import io.danggol.simulators.kakao.bubble.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.field.ContentDispositionField;
import org.apache.james.mime4j.message.DefaultMessageBuilder;

/// A `multipart/form-data` body: a MIME message but for its first line.
final class Form {
    record Part(String name, byte[] bytes) {}

    private final Map<String, Part> parts;

    private Form(Map<String, Part> parts) {
        this.parts = parts;
    }

    /// @throws Refused if the body is no such form
    static Form of(Call call) throws IOException {
        var type = call.header("Content-Type").orElse("");
        if (!type.startsWith("multipart/form-data")) throw Refused.contentType();
        var head = ("Content-Type: " + type + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var mime = new SequenceInputStream(new ByteArrayInputStream(head), new ByteArrayInputStream(call.body()));
        var message = new DefaultMessageBuilder().parseMessage(mime);
        if (!(message.getBody() instanceof Multipart multipart)) throw Refused.contentType();
        var parts = new LinkedHashMap<String, Part>();
        for (var entity : multipart.getBodyParts()) {
            if (entity.getHeader().getField("Content-Disposition") instanceof ContentDispositionField disposition
                    && entity.getBody() instanceof SingleBody body
                    && disposition.getParameter("name") != null) {
                var bytes = new ByteArrayOutputStream();
                body.writeTo(bytes);
                var file = disposition.getFilename();
                parts.put(disposition.getParameter("name"), new Part(file == null ? "" : file, bytes.toByteArray()));
            }
        }
        return new Form(parts);
    }

    Optional<String> text(String name) {
        return file(name).map(part -> new String(part.bytes(), StandardCharsets.UTF_8).strip());
    }

    Optional<Part> file(String name) {
        return Optional.ofNullable(parts.get(name));
    }
}
