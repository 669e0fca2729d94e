package io.danggol.e2e.fault;

import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.Staff;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// People who do what somebody made up, and whom the shop's server tells of until it is believed.
///
/// @param name tells its events from those of another crowd that does the same
record Crowd(SuiteClient suite, String name, List<Shopper> people) {
    private static final Caller SHOP = new Caller.Role("ingest");
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final int BATCH = 25;
    private static final int PRICE = 10_000;

    /// Customers who all agree to hear of the shop by mail and KakaoTalk.
    static Crowd of(SuiteClient suite, String name, int size) throws IOException, InterruptedException {
        var people = new ArrayList<Shopper>();
        for (var i = 0; i < size; i++) {
            var shopper = Shopper.unknown(suite);
            shopper.signUp();
            shopper.agree("email", "kakao");
            people.add(shopper);
        }
        return new Crowd(suite, name, List.copyOf(people));
    }

    /// Sends what they did, each batch again and again until it is taken.
    void act(List<MadeUpHour.Act> acts) {
        for (var from = 0; from < acts.size(); from += BATCH) {
            var events = acts.subList(from, Math.min(acts.size(), from + BATCH)).stream()
                    .map(this::event)
                    .toList();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> taken(events));
        }
    }

    private boolean taken(List<Map<String, Object>> events) throws IOException, InterruptedException {
        var answer = suite.post(SHOP, "tracking", "/v1/server/events", Map.of("events", events));
        var body = answer.body();
        if (!body.path("rejected").isEmpty()) throw new AssertionError(body.toString());
        return answer.ok()
                && body.path("accepted").asInt() + body.path("duplicates").asInt() == events.size();
    }

    private Map<String, Object> event(MadeUpHour.Act act) {
        var shopper = people.get(act.person());
        var event = new HashMap<String, Object>();
        event.put("id", name + "-" + act.number());
        event.put("name", act.name());
        event.put("visitorId", shopper.visitorId());
        event.put("customerId", shopper.customerId());
        event.put("occurredAt", act.at().toString());
        event.put("consent", Map.of("analytics", true, "personalization", true));
        event.put("currency", "KRW");
        event.put("value", PRICE * act.items().size());
        event.put(
                "items",
                act.items().stream()
                        .map(item -> Map.of("item_id", item, "item_name", "상품 " + item, "price", PRICE, "quantity", 1))
                        .toList());
        if (act.name().equals("purchase")) event.put("params", Map.of("transaction_id", name + "-" + act.number()));
        return event;
    }

    /// What the suite makes of each of them, without what only names them.
    List<Map<String, Object>> state() throws IOException, InterruptedException {
        var states = new ArrayList<Map<String, Object>>();
        for (var shopper : people) states.add(state(shopper));
        return states;
    }

    private Map<String, Object> state(Shopper shopper) throws IOException, InterruptedException {
        var profile = new Staff(suite).customer(shopper.customerId());
        var id = profile.path("id").asText();
        var state = new TreeMap<String, Object>();
        state.put("firstSeenAt", profile.path("firstSeenAt"));
        state.put("lastSeenAt", profile.path("lastSeenAt"));
        state.put("traits", profile.path("traits"));
        var segments = suite.get(new Caller.Role("analyst"), "segment", "/v1/profiles/" + id + "/segments")
                .orFail("segments")
                .body()
                .path("items");
        state.put(
                "segments",
                Staff.texts(segments, "segment").stream()
                        .filter(segment -> !segment.equals("vip"))
                        .sorted()
                        .toList());
        var events = new Staff(suite)
                .timeline(shopper.customerId()).stream()
                        .filter(entry -> entry.path("kind").asText().equals("event"))
                        .count();
        state.put("events", events);
        return state;
    }
}
