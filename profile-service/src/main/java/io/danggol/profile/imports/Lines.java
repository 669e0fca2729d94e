package io.danggol.profile.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The rows of a file, each as a line of JSON.
@FunctionalInterface
interface Lines {
    /// Empty at the end.
    Optional<String> next() throws IOException;

    /// A JSON object a line; empty lines are none.
    static Lines ofNdjson(Reader body) {
        var lines = new BufferedReader(body);
        return () -> {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) return Optional.of(line.strip());
            }
            return Optional.empty();
        };
    }

    /// Records under the header's names, all text; one with too many or too few fields becomes no object.
    /// Refuses a header that `kind` does not know.
    static Lines ofCsv(Reader body, Kind kind, ObjectMapper json) throws IOException {
        var csv = new Csv(body);
        var header = header(csv.next(), kind);
        return () -> csv.next().map(fields -> line(fields, header, json));
    }

    private static String line(List<String> fields, List<String> header, ObjectMapper json) {
        if (fields.size() != header.size()) return "null";
        var row = json.createObjectNode();
        for (var i = 0; i < header.size(); i++) row.put(header.get(i), fields.get(i));
        return row.toString();
    }

    private static List<String> header(Optional<List<String>> first, Kind kind) {
        var header = first.orElse(List.of()).stream().map(String::strip).toList();
        var errors = new ArrayList<Problem.Error>();
        var seen = new HashSet<String>();
        header.forEach(column -> {
            if (!kind.knows(column)) errors.add(new Problem.Error("/" + escaped(column), "unknown column"));
            else if (!seen.add(column)) errors.add(new Problem.Error("/" + escaped(column), "stands twice"));
        });
        kind.required().stream()
                .filter(column -> !header.contains(column))
                .forEach(column -> errors.add(new Problem.Error("/" + column, "expected: a column")));
        if (!errors.isEmpty()) throw new ImportRefusal.BadHeader(errors);
        return header;
    }

    private static String escaped(String column) {
        return column.replace("~", "~0").replace("/", "~1");
    }
}
