package io.danggol.shop.disk;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Values of one type under names, each a JSON file of its own in one folder, all of them also in memory.
///
/// A value is replaced as a whole and on the disk before the call returns. One process owns the folder; its threads may
/// share this.
public final class Documents<T> {
    /// How JSON looks on the shop's disk and in its calls: times as RFC 3339, unknown fields ignored.
    public static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Path folder;
    private final Map<String, T> values = new TreeMap<>();

    /// Opens the folder, made when absent, and reads all of it.
    public Documents(Path folder, Class<T> type) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                for (var file :
                        files.filter(f -> f.toString().endsWith(".json")).toList()) {
                    var name = file.getFileName().toString();
                    values.put(
                            name.substring(0, name.length() - ".json".length()), JSON.readValue(file.toFile(), type));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized Optional<T> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// All values by name, in the names' order, as they are now.
    public synchronized Map<String, T> all() {
        return new TreeMap<>(values);
    }

    /// Adds or replaces. A name is letters, digits, dots, dashes and underscores, at most 100.
    public synchronized void put(String name, T value) {
        if (!NAME.matcher(name).matches()) throw new IllegalArgumentException("name: " + name);
        try {
            var written = Files.createTempFile(folder, name, ".tmp");
            Files.write(written, JSON.writeValueAsBytes(value));
            try (var file = FileChannel.open(written, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Files.move(written, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        values.put(name, value);
    }

    /// Replaces what `name` holds, or `initial` where it holds nothing, by what `change` makes of it; nobody else
    /// writes in between.
    public synchronized T update(String name, T initial, UnaryOperator<T> change) {
        var value = change.apply(values.getOrDefault(name, initial));
        put(name, value);
        return value;
    }

    public synchronized void remove(String name) {
        if (values.remove(name) == null) return;
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }
}
