package io.danggol.reachability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/// Something that a running service reached, as the agent wrote it down.
///
/// @param kind `type`, `member`, `handle`, `accessor`, `resource`, `bundle`, `service`, `proxy`, or `unknown` for a
///     class that the agent could not read
/// @param target the class, several parted by commas, or the name of a resource or bundle
/// @param member `<init>` for a constructor, `name()` for a method, `name` for a field; empty if there is none
/// @param caller the class that reached for it
/// @param constant whether the class file of the caller says what is reached, which a native build then sees by itself
/// @param initializer the class whose initializer was running; empty if none was
public record Reach(String kind, String target, String member, String caller, boolean constant, String initializer)
        implements Comparable<Reach> {
    /// What all processes wrote that left their files here.
    public static Set<Reach> readAll(Path folder) throws IOException {
        var all = new TreeSet<Reach>();
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".tsv")).toList())
                for (var line : Files.readAllLines(file)) all.add(parse(line));
        }
        return all;
    }

    static Reach parse(String line) {
        var field = line.split("\t", -1);
        if (field.length != 6) throw new IllegalArgumentException("not a line of the agent: " + line);
        return new Reach(field[0], field[1], field[2], field[3], field[4].equals("constant"), field[5]);
    }

    @Override
    public int compareTo(Reach other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind + " " + target + (member.isEmpty() ? "" : "#" + member) + " by " + caller
                + (constant ? " (constant)" : "") + (initializer.isEmpty() ? "" : " in <clinit> of " + initializer);
    }
}
