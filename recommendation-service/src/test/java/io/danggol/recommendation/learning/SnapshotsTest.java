package io.danggol.recommendation.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.recommendation.RecommendationConfig;
import io.danggol.recommendation.history.Action;
import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Orders;
import io.danggol.recommendation.history.Touch;
import io.danggol.recommendation.knowledge.Knowledge;
import io.danggol.recommendation.popularity.Popularity.Measure;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");
    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID BORA = new UUID(0, 2);
    private static final Map<TopicPartition, Long> OFFSETS =
            Map.of(new TopicPartition("danggol.profile-events", 3), 42L);

    @TempDir
    Path folder;

    private Snapshots snapshots;

    @BeforeEach
    void open() {
        snapshots = new Snapshots(new SmallRyeConfigBuilder()
                .withMapping(RecommendationConfig.class)
                .withDefaultValue("danggol.recommendation.snapshots", folder.toString())
                .build()
                .getConfigMapping(RecommendationConfig.class));
    }

    private static Knowledge empty() {
        return new Knowledge(
                1_000,
                new History.Bounds(1_000, Duration.ofDays(90), 100),
                new Orders.Bounds(1_000, Duration.ofDays(90), 100),
                1_000);
    }

    private static Knowledge learned() {
        var knowledge = empty();
        knowledge.history().add(new Touch(1, ANNA, 7, 1, NOON, Action.VIEW, List.of("a", "b")));
        knowledge.orders().place(9, ANNA, NOON, List.of("a"), true, true);
        knowledge.popularity().count(knowledge.items().find("a"), List.of(), Action.VIEW, NOON.toEpochMilli());
        knowledge.counted().add(5);
        knowledge.merge(BORA, ANNA);
        return knowledge;
    }

    @Test
    void whatWasLearnedComesBackWithItsOffsets() {
        snapshots.write(learned(), OFFSETS);
        var restored = empty();

        assertThat(snapshots.restore(restored)).isEqualTo(OFFSETS);

        assertThat(restored.history().sessionsOf(ANNA)).hasSize(1);
        assertThat(restored.orders().buyersOf(restored.items().find("a"), Instant.EPOCH, false))
                .isEqualTo(1);
        assertThat(restored.popularity().top(Measure.TREND))
                .containsExactly(restored.items().find("a"));
        assertThat(restored.counted().add(5)).isFalse();
        assertThat(restored.resolve(BORA)).isEqualTo(ANNA);
    }

    @Test
    void aDamagedSnapshotCountsAsNone() throws IOException {
        snapshots.write(learned(), OFFSETS);
        var file = folder.resolve("knowledge.bin");
        var bytes = Files.readAllBytes(file);
        for (var place = 0; place < bytes.length; place++) {
            var damaged = bytes.clone();
            damaged[place] ^= 0x55;
            Files.write(file, damaged);
            assertThat(snapshots.restore(empty())).as("byte %d", place).isEmpty();
        }
        Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(snapshots.restore(empty())).isEmpty();
    }

    @Test
    void aDroppedSnapshotIsGone() {
        snapshots.write(learned(), OFFSETS);

        snapshots.drop();

        assertThat(folder).isEmptyDirectory();
        assertThat(snapshots.restore(empty())).isEmpty();
    }
}
