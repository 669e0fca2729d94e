package io.danggol.bench.suite;

import io.danggol.local.suite.Home;
import io.danggol.local.suite.ProcessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;

/// Processes of the suite that stand still (SIGSTOP) until this is closed or this program ends: they are not dead, so
/// `up` leaves them alone.
public final class Frozen implements AutoCloseable {
    private final List<Long> processes;
    private final Thread atTheEnd = new Thread(this::thaw);

    private Frozen(List<Long> processes) {
        this.processes = processes;
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /// Freezes all processes whose names, as in `./danggol status`, are chosen.
    public static Frozen of(Home home, Predicate<String> names) throws IOException {
        var processes = new ProcessTable(home)
                .rows().stream()
                        .filter(row -> names.test(row.name()))
                        .map(ProcessTable.Row::pid)
                        .toList();
        var frozen = new Frozen(processes);
        for (var process : processes) signal("STOP", process);
        return frozen;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
        thaw();
    }

    private void thaw() {
        try {
            for (var process : processes) signal("CONT", process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String signal, long process) throws IOException {
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) throw new IOException("kill -" + signal + " " + process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
