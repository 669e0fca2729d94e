package io.danggol.recommendation.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A feed of lines of fields with a tab between them, the names of the columns in the first.
///
/// Merchant Center puts a field that holds quotes in quotes, with each inner one doubled; Naver knows no quoting: a
/// quote there may be that of a 27" monitor.
public final class TsvRows implements Rows {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BufferedReader lines;
    private final List<String> columns;
    private final Feed feed;

    /// Reads the first line.
    ///
    /// @throws BadFeed if its columns are those of no feed
    public TsvRows(BufferedReader lines) throws IOException {
        this.lines = lines;
        var header = lines.readLine();
        columns = header == null
                ? List.of()
                : Arrays.stream(split(header.replace(BYTE_ORDER_MARK, "")))
                        .map(TsvRows::column)
                        .toList();
        feed = Feed.withColumns(columns)
                .orElseThrow(() -> new BadFeed("line 1: not the columns of Google Merchant (id, title, price) or"
                        + " Naver EP 3.0 (id, title, price_pc)"));
    }

    public Feed feed() {
        return feed;
    }

    @Override
    public String next() throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) return row(split(line));
        }
        return null;
    }

    private String row(String[] fields) {
        var row = JsonNodeFactory.instance.objectNode();
        for (var index = 0; index < fields.length; index++) {
            var text = feed == Feed.MERCHANT ? unquoted(fields[index].strip()) : fields[index].strip();
            if (text.isEmpty()) continue;
            if (index >= columns.size())
                return row.removeAll()
                        .put(Translation.FAULT, "expected: at most " + columns.size() + " fields")
                        .toString();
            if (feed.reads(columns.get(index)) && !row.has(columns.get(index))) row.put(columns.get(index), text);
        }
        return row.toString();
    }

    private static String[] split(String line) {
        return line.split("\t", -1);
    }

    /// Names come with spaces or capitals, too: `Image Link`.
    private static String column(String name) {
        return unquoted(name.strip()).toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"").strip()
                : text;
    }
}
