package io.danggol.recommendation.learning;

import io.danggol.recommendation.RecommendationConfig;
import io.danggol.recommendation.knowledge.Knowledge;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// What was learned, on disk, with the offsets up to which the log is in it. Written beside and moved into place, so a
/// crash leaves the one before; one that is damaged or of another version counts as none.
@Singleton
class Snapshots {
    private static final Logger LOG = Logger.getLogger(Snapshots.class);
    private static final int VERSION = 0xda660001;

    private final Optional<Path> file;

    Snapshots(RecommendationConfig config) {
        this.file = config.snapshots().map(folder -> folder.resolve("knowledge.bin"));
    }

    /// Writes a snapshot; the caller is who learns from the log, so that nothing behind `offsets` is in it.
    synchronized void write(Knowledge knowledge, Map<TopicPartition, Long> offsets) {
        if (file.isEmpty()) return;
        var part = file.get().resolveSibling("knowledge.part");
        try {
            Files.createDirectories(part.getParent());
            var checked = new CheckedOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(part), 1 << 16), new CRC32C());
            try (var out = new DataOutputStream(checked)) {
                out.writeInt(VERSION);
                out.writeInt(offsets.size());
                for (var offset : offsets.entrySet()) {
                    out.writeUTF(offset.getKey().topic());
                    out.writeInt(offset.getKey().partition());
                    out.writeLong(offset.getValue());
                }
                knowledge.save(out);
                out.writeLong(checked.getChecksum().getValue());
            }
            Files.move(part, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.errorf(e, "no snapshot in %s", file.get());
        }
    }

    /// Restores the last snapshot into empty knowledge and answers its offsets; empty if there is none.
    Map<TopicPartition, Long> restore(Knowledge knowledge) {
        if (file.isEmpty() || !isWhole(file.get())) return Map.of();
        var offsets = new HashMap<TopicPartition, Long>();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file.get()), 1 << 16))) {
            in.readInt();
            for (var left = in.readInt(); left > 0; left--) {
                offsets.put(new TopicPartition(in.readUTF(), in.readInt()), in.readLong());
            }
            knowledge.learn(() -> load(knowledge, in));
            LOG.infof("restored %d sessions", knowledge.history().sessions());
            return offsets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void load(Knowledge knowledge, DataInputStream in) {
        try {
            knowledge.restore(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes the snapshot: it holds what must be forgotten.
    synchronized void drop() {
        if (file.isEmpty()) return;
        try {
            Files.deleteIfExists(file.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(Path file) {
        try (var checked = new CheckedInputStream(
                        new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32C());
                var in = new DataInputStream(checked)) {
            if (in.readInt() != VERSION) return false;
            var left = Files.size(file) - Integer.BYTES - Long.BYTES;
            in.skipNBytes(left);
            var sum = checked.getChecksum().getValue();
            return in.readLong() == sum;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            LOG.warnf("the snapshot cannot be read: %s", e);
            return false;
        }
    }
}
