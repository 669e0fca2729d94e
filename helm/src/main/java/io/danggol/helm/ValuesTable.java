package io.danggol.helm;

import java.util.List;

/// Values as tables in Markdown, one for each group of the root.
final class ValuesTable {
    private ValuesTable() {}

    static String of(String title, List<Value> members) {
        var rows = new StringBuilder();
        members.forEach(member -> rows(rows, member));
        return "\n## " + title + "\n\n| value | default | what it is |\n|---|---|---|\n" + rows;
    }

    private static void rows(StringBuilder rows, Value value) {
        if (value.isGroup()) {
            value.members().forEach(member -> rows(rows, member));
            return;
        }
        rows.append("| `")
                .append(value.dotted())
                .append("` | `")
                .append(cell(value.fallback().toString()))
                .append("` | ")
                .append(cell(value.text()))
                .append(" |\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
