package io.danggol.local.cli;

import io.danggol.local.suite.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `logs [NAME]`: the end of one log, or of each.
final class Logs {
    private static final int TAIL_BYTES = 64 << 10;

    private final Home home;

    Logs(Home home) {
        this.home = home;
    }

    int run(List<String> arguments) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.size() > 1) throw new UsageException("logs: too many arguments");
        if (arguments.size() == 1) {
            var log = home.log(arguments.getFirst());
            if (!log.normalize().startsWith(home.logs()) || !Files.exists(log)) {
                throw new IllegalArgumentException("no log '" + arguments.getFirst() + "'; there are: " + names());
            }
            out.print(tail(log, 400));
            return 0;
        }
        for (var name : names()) {
            out.println("== " + name + " (" + home.log(name) + ")");
            out.print(tail(home.log(name), 10));
        }
        return 0;
    }

    private List<String> names() throws IOException {
        if (!Files.exists(home.logs())) return List.of();
        try (var files = Files.list(home.logs())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList();
        }
    }

    private static String tail(Path log, int lines) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[(int) Math.min(file.length(), TAIL_BYTES)];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            var last = all.subList(Math.max(0, all.size() - lines), all.size());
            return last.isEmpty() ? "" : String.join("\n", last) + "\n";
        }
    }
}
