package io.danggol.bench.replay;

import java.util.ArrayList;
import java.util.List;

/// The table at the end: what the file says by a plain count, and what the suite says at the end of the road.
final class Table {
    private record Row(String what, String file, String suite) {}

    private final List<Row> rows = new ArrayList<>();

    /// A number that both sides know.
    void compare(String what, Object file, Object suite) {
        rows.add(new Row(what, String.valueOf(file), String.valueOf(suite)));
    }

    /// A number that only the suite knows.
    void tell(String what, Object suite) {
        rows.add(new Row(what, "", String.valueOf(suite)));
    }

    /// The rows whose two sides differ.
    List<String> differences() {
        return rows.stream().filter(Table::differs).map(Row::what).toList();
    }

    String text() {
        var width = rows.stream().mapToInt(row -> row.what().length()).max().orElse(0);
        var text = new StringBuilder(("%-" + width + "s  %16s  %16s%n").formatted("", "file", "suite"));
        rows.forEach(row -> text.append(("%-" + width + "s  %16s  %16s%s%n")
                .formatted(row.what(), row.file(), row.suite(), differs(row) ? "  ← differs" : "")));
        return text.toString();
    }

    private static boolean differs(Row row) {
        return !row.file().isEmpty() && !row.file().equals(row.suite());
    }
}
