package io.danggol.bench.replay;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Holds the triggered campaigns back while a past is sent. Which ones it paused is kept in a file, so that a run
/// that was killed leaves none paused for good: the next run activates them.
final class TriggeredCampaigns {
    private static final Caller MARKETER = new Caller.Role("marketer");

    private final SuiteClient suite;
    private final Path memory;

    TriggeredCampaigns(SuiteClient suite, Path folder) {
        this.suite = suite;
        this.memory = folder.resolve("paused");
    }

    void pause() throws IOException, InterruptedException {
        var paused = new TreeSet<>(remembered());
        for (var campaign : suite.get(MARKETER, "campaign", "/v1/campaigns?limit=500")
                .orFail("campaigns")
                .body()
                .path("items")) {
            if (campaign.path("kind").asText().equals("triggered")
                    && campaign.path("state").asText().equals("active")) {
                paused.add(campaign.path("key").asText());
            }
        }
        Files.createDirectories(memory.getParent());
        Files.write(memory, paused);
        for (var key : paused) change(key, "pause");
    }

    void resume() throws IOException, InterruptedException {
        for (var key : remembered()) change(key, "activate");
        Files.deleteIfExists(memory);
    }

    private List<String> remembered() throws IOException {
        return Files.exists(memory) ? Files.readAllLines(memory) : List.of();
    }

    private void change(String key, String to) throws IOException, InterruptedException {
        suite.post(MARKETER, "campaign", "/v1/campaigns/" + key + "/" + to, Map.of())
                .orFail(to + " " + key);
    }
}
