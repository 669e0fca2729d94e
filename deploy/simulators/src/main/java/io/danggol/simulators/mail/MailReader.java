package io.danggol.simulators.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.util.ContentUtil;

/// Reads the source of a mail: encoded words, charsets, transfer encodings, multiparts.
final class MailReader {
    private MailReader() {}

    static MailContent read(byte[] source) {
        var builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        try {
            var message = builder.parseMessage(new ByteArrayInputStream(source));
            var parts = new Parts();
            parts.add(message);
            return new MailContent(headers(message), parts.text, parts.html, parts.attachments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> headers(Message message) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var field : message.getHeader().getFields()) {
            var name = headers.keySet().stream()
                    .filter(known -> known.equalsIgnoreCase(field.getName()))
                    .findFirst()
                    .orElse(field.getName());
            headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(value(field));
        }
        return headers;
    }

    /// Unfolded and decoded; raw bytes count as UTF-8, as SMTPUTF8 has them.
    private static String value(Field field) {
        var raw = field.getRaw();
        var line = raw == null
                ? field.getBody()
                : ContentUtil.decode(StandardCharsets.UTF_8, raw)
                        .substring(field.getName().length() + 1);
        return DecoderUtil.decodeEncodedWords(line.replaceAll("\r?\n(?=[ \t])", ""), DecodeMonitor.SILENT)
                .strip();
    }

    private static final class Parts {
        private String text = "";
        private String html = "";
        private final List<String> attachments = new ArrayList<>();

        void add(Entity entity) throws IOException {
            if (entity.getBody() instanceof Multipart multipart) {
                for (var part : multipart.getBodyParts()) add(part);
            } else if (entity.getBody() instanceof SingleBody body) {
                add(entity, body);
            }
        }

        private void add(Entity entity, SingleBody body) throws IOException {
            var attached = "attachment".equalsIgnoreCase(entity.getDispositionType());
            if (!attached && text.isEmpty() && entity.getMimeType().equals("text/plain")) text = string(entity, body);
            else if (!attached && html.isEmpty() && entity.getMimeType().equals("text/html"))
                html = string(entity, body);
            else attachments.add(entity.getFilename() == null ? entity.getMimeType() : entity.getFilename());
        }

        private static String string(Entity entity, SingleBody body) throws IOException {
            return new String(body.getInputStream().readAllBytes(), charset(entity.getCharset()));
        }

        private static Charset charset(String name) {
            return name != null && !name.equalsIgnoreCase("us-ascii") && Charset.isSupported(name)
                    ? Charset.forName(name)
                    : StandardCharsets.UTF_8;
        }
    }
}
