package io.danggol.bench.replay;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The shop's campaigns, as a marketer handles them. Whatever is done again, or was done by a call that got no answer,
/// is done once.
final class Campaigns {
    private static final Caller MARKETER = new Caller.Role("marketer");
    private static final String PATH = "/v1/campaigns";
    private static final String NONE = "none";

    private final SuiteClient suite;

    Campaigns(SuiteClient suite) {
        this.suite = suite;
    }

    /// Adds a campaign, unless there is one of that key.
    void add(String key, Map<String, Object> campaign) throws IOException, InterruptedException {
        suite.postUnless(() -> !state(key).equals(NONE), MARKETER, "campaign", PATH, campaign);
    }

    /// Starts a draft; one that runs or has ended is left alone, as a second run would send its messages again.
    void start(String key) throws IOException, InterruptedException {
        move(key, "activate", Set.of("active", "paused", "ended"));
    }

    void pause(String key) throws IOException, InterruptedException {
        move(key, "pause", Set.of("paused"));
    }

    void resume(String key) throws IOException, InterruptedException {
        move(key, "activate", Set.of("active"));
    }

    private void move(String key, String by, Set<String> wanted) throws IOException, InterruptedException {
        suite.postUnless(() -> wanted.contains(state(key)), MARKETER, "campaign", of(key) + "/" + by, Map.of());
    }

    boolean hasEnded(String key) throws IOException, InterruptedException {
        return state(key).equals("ended");
    }

    private String state(String key) throws IOException, InterruptedException {
        var answer = suite.get(MARKETER, "campaign", of(key));
        return answer.status() == 404
                ? NONE
                : answer.orFail("campaigns").body().path("state").asText();
    }

    /// The keys of the triggered campaigns that send now.
    List<String> triggered() throws IOException, InterruptedException {
        return suite.get(MARKETER, "campaign", PATH + "?limit=500")
                .orFail("campaigns")
                .body()
                .path("items")
                .valueStream()
                .filter(campaign -> campaign.path("kind").asText().equals("triggered"))
                .filter(campaign -> campaign.path("state").asText().equals("active"))
                .map(campaign -> campaign.path("key").asText())
                .toList();
    }

    private static String of(String key) {
        return PATH + "/" + key;
    }
}
