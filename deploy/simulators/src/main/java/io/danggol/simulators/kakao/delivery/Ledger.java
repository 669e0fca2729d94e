package io.danggol.simulators.kakao.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.danggol.simulators.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The append-only file of [Event]s, one JSON line each. What [#append] returned from survives the process.
///
/// A last line that a crash cut short was never confirmed to anybody: it is cut off on opening.
final class Ledger implements AutoCloseable {
    private final FileChannel file;

    private Ledger(FileChannel file) {
        this.file = file;
    }

    static Ledger open(Path path) {
        try {
            Files.createDirectories(path.getParent());
            return new Ledger(FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All events so far, oldest first.
    List<Event> read() {
        try {
            var events = new ArrayList<Event>();
            var bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
            while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {}
            var start = 0;
            for (int i = 0; i < bytes.position(); i++) {
                if (bytes.get(i) != '\n') continue;
                events.add(Json.MAPPER.readValue(bytes.array(), start, i - start, Event.class));
                start = i + 1;
            }
            file.truncate(start);
            file.position(start);
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(Event event) {
        try {
            var line = ByteBuffer.wrap((line(event) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) file.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Event event) throws JsonProcessingException {
        return Json.MAPPER.writeValueAsString(event);
    }

    /// Forgets everything.
    void empty() {
        try {
            file.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
