package io.danggol.shop.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    record Note(String text, int count, Instant at) {}

    @TempDir
    Path folder;

    @Test
    void valuesSurviveARestart() {
        var note = new Note("단골 🙂", 3, Instant.parse("2026-11-21T08:00:00.123Z"));

        new Documents<>(folder, Note.class).put("a", note);

        assertThat(new Documents<>(folder, Note.class).find("a")).contains(note);
    }

    @Test
    void whatWasRemovedIsGoneAfterARestart() {
        var notes = new Documents<>(folder, Note.class);
        notes.put("a", new Note("x", 1, Instant.EPOCH));

        notes.remove("a");

        assertThat(new Documents<>(folder, Note.class).all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../a", "a/b", ".a", "한글", "a b"})
    void aNameThatCouldLeaveTheFolderIsRefused(String name) {
        assertThatThrownBy(() -> new Documents<>(folder, Note.class).put(name, new Note("x", 1, Instant.EPOCH)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void updatesOfManyThreadsAddUp() {
        var notes = new Documents<>(folder, Note.class);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 50)
                    .forEach(_ -> threads.submit(() -> notes.update(
                            "a",
                            new Note("x", 0, Instant.EPOCH),
                            old -> new Note("x", old.count() + 1, Instant.EPOCH))));
        }

        assertThat(notes.find("a").orElseThrow().count()).isEqualTo(50);
    }
}
