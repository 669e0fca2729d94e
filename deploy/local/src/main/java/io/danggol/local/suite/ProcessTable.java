package io.danggol.local.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which processes the running suite consists of: a file that `up` writes and the other commands read.
public final class ProcessTable {
    private final Path folder;
    private FileChannel claim;

    public ProcessTable(Home home) {
        folder = home.run();
    }

    /// One process.
    ///
    /// @param started tells it from a later process of the same id
    public record Row(String name, long pid, Instant started, int port) {
        static Row of(String name, ProcessHandle process, int port) {
            return new Row(name, process.pid(), startOf(process), port);
        }

        /// The process, if it still runs.
        public Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid).filter(it -> startOf(it).equals(started));
        }

        private static Instant startOf(ProcessHandle process) {
            return process.info().startInstant().orElse(Instant.EPOCH);
        }

        private String line() {
            return name + " " + pid + " " + started + " " + port;
        }

        private static Row parse(String line) {
            var words = line.split(" ");
            return new Row(words[0], Long.parseLong(words[1]), Instant.parse(words[2]), Integer.parseInt(words[3]));
        }
    }

    /// Claims the suite for this process, until it ends.
    ///
    /// @return false if another process has it
    public boolean claim() throws IOException {
        Files.createDirectories(folder);
        // Kept: an unreachable channel would be closed, and the claim with it.
        claim = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (claim.tryLock() != null) return true;
        claim.close();
        return false;
    }

    /// Whether a suite runs.
    public boolean claimed() throws IOException {
        if (!claim()) return true;
        claim.close();
        return false;
    }

    /// All processes of the running suite, in the order of their start; empty if none runs.
    public List<Row> rows() throws IOException {
        var file = folder.resolve("processes");
        if (!Files.exists(file)) return List.of();
        return Files.readAllLines(file).stream().map(Row::parse).toList();
    }

    /// Says that nothing runs any more.
    void clear() throws IOException {
        Files.deleteIfExists(folder.resolve("processes"));
    }

    void write(List<Row> rows) throws IOException {
        var text = rows.stream().map(row -> row.line() + "\n").collect(Collectors.joining());
        var beside = Files.writeString(folder.resolve("processes.part"), text);
        Files.move(beside, folder.resolve("processes"), StandardCopyOption.ATOMIC_MOVE);
    }
}
