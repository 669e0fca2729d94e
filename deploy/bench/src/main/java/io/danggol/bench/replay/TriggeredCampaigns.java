package io.danggol.bench.replay;

import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/// Holds the triggered campaigns back while a past is sent. Which ones it paused is kept in a file, so that a run
/// that was killed leaves none paused for good: the next run activates them.
final class TriggeredCampaigns {
    private final Campaigns campaigns;
    private final Path memory;

    TriggeredCampaigns(SuiteClient suite, Path folder) {
        this.campaigns = new Campaigns(suite);
        this.memory = folder.resolve("paused");
    }

    void pause() throws IOException, InterruptedException {
        var paused = new TreeSet<>(remembered());
        paused.addAll(campaigns.triggered());
        Files.createDirectories(memory.getParent());
        Files.write(memory, paused);
        for (var key : paused) campaigns.pause(key);
    }

    void resume() throws IOException, InterruptedException {
        for (var key : remembered()) campaigns.resume(key);
        Files.deleteIfExists(memory);
    }

    private List<String> remembered() throws IOException {
        return Files.exists(memory) ? Files.readAllLines(memory) : List.of();
    }
}
