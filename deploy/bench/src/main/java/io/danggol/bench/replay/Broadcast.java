package io.danggol.bench.replay;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.bench.suite.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// One message to everybody in the recorded shop, as a marketer would send it. Done again, it sends nothing more.
final class Broadcast {
    private static final Caller MARKETER = new Caller.Role("marketer");
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /// Rules that let a message wait for another hour or day. Whatever else puts one off, a service that was away for a
    /// moment for example, does so for seconds.
    private static final Set<String> WAITING =
            Set.of("night", "kakao-hours", "kakao-daily", "frequency-cap", "schedule-not-begun");

    private static final Pattern DEFERRED = Pattern.compile("\\w+ deferred \\((.+)\\)");

    private final SuiteClient suite;
    private final Waiting waiting;
    private final Results results;
    private final Campaigns campaigns;

    Broadcast(SuiteClient suite, Waiting waiting, Results results) {
        this.suite = suite;
        this.waiting = waiting;
        this.results = results;
        this.campaigns = new Campaigns(suite);
    }

    /// Sends it, waits until everybody's decision is made and every message handed over, and tells how many ended
    /// how.
    Map<String, Long> run(String name) throws IOException, InterruptedException {
        var key = "replay-" + name;
        everybody(key);
        campaigns.add(key, campaign(key, name));
        campaigns.start(key);
        waiting.until("the broadcast has ended", PATIENCE, () -> campaigns.hasEnded(key));
        waiting.until(
                "every message has an outcome",
                PATIENCE,
                () -> results.outcomes(key).keySet().stream().noneMatch(Broadcast::isUnderWay));
        return results.outcomes(key);
    }

    /// Whether another outcome follows this one soon: a mail server gives no other answer than "sent", a phone does.
    static boolean isUnderWay(String outcome) {
        var deferred = DEFERRED.matcher(outcome);
        return deferred.matches() ? !WAITING.contains(deferred.group(1)) : outcome.equals("kakao sent");
    }

    /// A segment of all who did anything.
    private void everybody(String key) throws IOException, InterruptedException {
        var path = "/v1/segments/" + key;
        suite.postUnless(
                () -> suite.get(MARKETER, "segment", path).status() != 404,
                MARKETER,
                "segment",
                "/v1/segments",
                Map.of(
                        "key",
                        key,
                        "name",
                        "재생한 기록의 모든 사람",
                        "condition",
                        Map.of("trait", "orders", "gte", 0),
                        "state",
                        "active"));
        waiting.until(
                "the segment of everybody",
                PATIENCE,
                () -> suite.get(MARKETER, "segment", path)
                        .orFail("segments")
                        .body()
                        .path("backfill")
                        .path("state")
                        .asText()
                        .equals("done"));
        waiting.untilCaughtUp();
    }

    /// What stands in every message of the broadcast, and in nothing else.
    static String words(String name) {
        return "이번 주 소식 " + name;
    }

    private static Map<String, Object> campaign(String key, String name) {
        return Map.of(
                "key",
                key,
                "name",
                "새 소식",
                "kind",
                "broadcast",
                "audience",
                Map.of("segment", key),
                "steps",
                List.of(Map.of("key", "only", "wait", "PT0S", "channels", List.of("email", "kakao"), "mode", "all")),
                "content",
                Map.of(
                        "email",
                                Map.of(
                                        "subject",
                                        "{customer.name}님을 위한 " + words(name),
                                        "text",
                                        "{customer.name}님, 이번 주에 새로 들어온 상품을 만나 보세요."),
                        "kakao", Map.of("chatBubbleType", "TEXT", "content", words(name))));
    }
}
