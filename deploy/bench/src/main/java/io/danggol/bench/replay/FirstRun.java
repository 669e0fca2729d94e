package io.danggol.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Remembers when a file was replayed first, so that every later run gives its events the same times.
///
/// @param folder where it is remembered, a file for each digest
record FirstRun(Path folder) {
    /// By how much the file's times are moved: its last event becomes the moment of the first run.
    Duration shift(ShopFile file, Instant last, Instant now) throws IOException {
        var memory = folder.resolve(file.digest());
        if (!Files.exists(memory)) {
            Files.createDirectories(folder);
            var part = Files.writeString(
                    folder.resolve(file.digest() + ".part"),
                    now.truncatedTo(ChronoUnit.SECONDS).toString());
            Files.move(part, memory, StandardCopyOption.ATOMIC_MOVE);
        }
        return Duration.between(last, Instant.parse(Files.readString(memory).strip()));
    }
}
