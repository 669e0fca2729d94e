package io.danggol.profile.imports;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads records of comma-separated values, RFC 4180: quotes around a field that holds commas, line ends or
/// doubled quotes. A byte order mark at the start is none of the first field.
final class Csv {
    private static final int END = -1;
    private static final char MARK = '\uFEFF';

    private final PushbackReader in;
    private boolean begun;

    Csv(Reader in) {
        this.in = new PushbackReader(in, 1);
    }

    /// A file that ends within quotes.
    static final class Unclosed extends IOException {}

    /// The next record that is not an empty line; empty at the end.
    Optional<List<String>> next() throws IOException {
        while (true) {
            var fields = record();
            if (fields.isEmpty()) return Optional.empty();
            if (fields.get().size() > 1 || !fields.get().getFirst().isBlank()) return fields;
        }
    }

    private Optional<List<String>> record() throws IOException {
        var first = in.read();
        if (!begun && first == MARK) first = in.read();
        begun = true;
        if (first == END) return Optional.empty();
        in.unread(first);
        var fields = new ArrayList<String>();
        while (true) {
            fields.add(field());
            var end = in.read();
            if (end == ',') continue;
            if (end == '\r') {
                var next = in.read();
                if (next != '\n' && next != END) in.unread(next);
            }
            return Optional.of(fields);
        }
    }

    /// A field; what ends it stays unread.
    private String field() throws IOException {
        var text = new StringBuilder();
        var quoted = false;
        while (true) {
            var next = in.read();
            if (quoted) {
                if (next == END) throw new Unclosed();
                if (next != '"') {
                    text.append((char) next);
                    continue;
                }
                var after = in.read();
                if (after == '"') {
                    text.append('"');
                    continue;
                }
                quoted = false;
                if (after != END) in.unread(after);
            } else if (next == '"' && text.isEmpty()) {
                quoted = true;
            } else if (next == ',' || next == '\r' || next == '\n' || next == END) {
                if (next != END) in.unread(next);
                return text.toString();
            } else {
                text.append((char) next);
            }
        }
    }
}
