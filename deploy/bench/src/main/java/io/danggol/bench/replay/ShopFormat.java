package io.danggol.bench.replay;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// A recorded shop's file format, known by the names in its first line.
sealed interface ShopFormat permits Rees46, RetailRocket, OnlineRetail {
    List<ShopFormat> ALL = List.of(new Rees46(), new RetailRocket(), new OnlineRetail());

    /// The columns that the format has, in any order; a file may have more.
    List<String> columns();

    /// ISO 4217 code of the prices; null where there are none.
    String currency();

    /// The events of the rows, in the file's order. Works through the rows as it is asked.
    ///
    /// @param source what comes before the line in an event's id
    Iterator<ShopEvent> events(Iterator<Row> rows, String source);

    /// A line of the file.
    ///
    /// @param line 2 for the first line under the names
    record Row(long line, Map<String, String> cells) {
        /// The cell's text; null when empty.
        String text(String column) {
            var text = cells.get(column);
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    /// The format whose columns the file has.
    static ShopFormat of(List<String> columns, String file) {
        return ALL.stream()
                .filter(format -> columns.containsAll(format.columns()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        file + ": not a file that replay knows; its columns are " + columns));
    }
}
