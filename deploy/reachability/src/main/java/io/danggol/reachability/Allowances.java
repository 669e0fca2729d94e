package io.danggol.reachability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// What may be missing in a native executable: `allowances.tsv`, whose lines have four fields parted by tabs: patterns
/// of kind, target (with `#member` where there is one) and caller, and the reason.
public final class Allowances {
    private final List<Allowance> all;

    private record Allowance(Pattern kind, Pattern target, Pattern caller) {
        static Allowance parse(String line) {
            var field = line.split("\t");
            if (field.length != 4 || field[3].isBlank())
                throw new IllegalArgumentException("expected kind, target, caller and reason: " + line);
            return new Allowance(Pattern.compile(field[0]), Pattern.compile(field[1]), Pattern.compile(field[2]));
        }

        boolean covers(Reach reach) {
            return kind.matcher(reach.kind()).matches()
                    && target.matcher(reach.target() + (reach.member().isEmpty() ? "" : "#" + reach.member()))
                            .matches()
                    && caller.matcher(reach.caller()).matches();
        }
    }

    private Allowances(List<Allowance> all) {
        this.all = all;
    }

    /// Those of this project.
    public static Allowances ours() {
        try (var file = Allowances.class.getResourceAsStream("/allowances.tsv")) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Allowances parse(String text) {
        return new Allowances(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Allowance::parse)
                .toList());
    }

    boolean cover(Reach reach) {
        return all.stream().anyMatch(allowance -> allowance.covers(reach));
    }
}
