package io.danggol.bench.pipeline;

import io.danggol.bench.suite.SuiteClient;
import io.danggol.local.suite.ProcessTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How much memory each process holds, and how long a service took to start.
final class Footprint {
    private static final Pattern STARTED = Pattern.compile("started in ([0-9.]+)s");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final SuiteClient suite;

    Footprint(SuiteClient suite) {
        this.suite = suite;
    }

    void print(PrintStream console) throws IOException {
        for (var row : new ProcessTable(suite.home()).rows()) {
            console.printf(
                    "  %-18s %6s MiB   %s%n",
                    row.name(), resident(row.pid()), started(suite.home().log(row.name())));
        }
    }

    private static String resident(long pid) throws IOException {
        var status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) return "?";
        var matcher = RESIDENT.matcher(Files.readString(status));
        return matcher.find() ? Long.toString(Long.parseLong(matcher.group(1)) / 1024) : "?";
    }

    private static String started(Path log) throws IOException {
        if (!Files.exists(log)) return "";
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(STARTED::matcher)
                    .filter(matcher -> matcher.find())
                    .reduce((_, last) -> last)
                    .map(matcher -> "started in " + matcher.group(1) + " s")
                    .orElse("");
        }
    }
}
