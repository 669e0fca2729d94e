package io.danggol.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Asks the suite, by its public interface, what it made of a recorded shop.
final class Results {
    private static final Caller ANALYST = new Caller.Role("analyst");
    private static final Caller MARKETER = new Caller.Role("marketer");
    private static final Caller PAGE = new Caller.Page();

    /// What a template of the ready segments has for the name of a category.
    private static final String CATEGORY = "<category>";

    private static final int FULL = 10;
    private static final int LANES = 4;

    private final SuiteClient suite;
    private final PrintStream console;

    Results(SuiteClient suite, PrintStream console) {
        this.suite = suite;
        this.console = console;
    }

    /// What profile-service counts of the people of one file.
    ///
    /// @param revenue by currency
    record Totals(long events, long users, long buyers, long carts, Map<String, Revenue> revenue) {}

    record Revenue(BigDecimal gross, BigDecimal net) {}

    Totals totals(Wire wire) throws IOException, InterruptedException {
        var body = suite.get(ANALYST, "profile", "/v1/totals?visitorIdPrefix=" + encode(wire.prefix()))
                .orFail("totals")
                .body();
        var revenue = new LinkedHashMap<String, Revenue>();
        body.path("revenue")
                .propertyStream()
                .forEach(entry -> revenue.put(
                        entry.getKey(),
                        new Revenue(
                                entry.getValue().path("gross").decimalValue(),
                                entry.getValue().path("net").decimalValue())));
        return new Totals(
                body.path("events").asLong(),
                body.path("users").asLong(),
                body.path("buyers").asLong(),
                body.path("carts").asLong(),
                revenue);
    }

    /// How many are in each ready segment at `asOf`, of all whom the suite knows.
    ///
    /// @param categories for which the ready segments of a category are asked
    Map<String, Long> segments(Instant asOf, List<String> categories) throws IOException, InterruptedException {
        var counts = new LinkedHashMap<String, Long>();
        for (var segment : suite.get(ANALYST, "segment", "/v1/segment-templates")
                .orFail("segment-templates")
                .body()
                .path("items")) {
            var key = segment.path("key").asText();
            var condition = segment.path("condition");
            if (key.contains(CATEGORY)) {
                for (var category : categories) {
                    counts.put(key.replace(CATEGORY, category), size(filled(condition, category), asOf));
                }
            } else {
                counts.put(key, size(condition, asOf));
            }
        }
        return counts;
    }

    private static JsonNode filled(JsonNode condition, String category) throws IOException {
        var text = SuiteClient.JSON.writeValueAsString(condition);
        var name = SuiteClient.JSON.writeValueAsString(category);
        return SuiteClient.JSON.readTree(text.replace(CATEGORY, name.substring(1, name.length() - 1)));
    }

    /// When the thresholds of the RFM scores were last measured; empty while nobody has bought.
    Optional<Instant> rfmAsOf() throws IOException, InterruptedException {
        var asOf = suite.get(ANALYST, "segment", "/v1/rfm").body().path("asOf");
        return asOf.isTextual() ? Optional.of(Instant.parse(asOf.asText())) : Optional.empty();
    }

    private long size(JsonNode condition, Instant asOf) throws IOException, InterruptedException {
        return suite.post(
                        MARKETER,
                        "segment",
                        "/v1/segments/preview",
                        Map.of("condition", condition, "asOf", asOf.toString()))
                .orFail("preview")
                .body()
                .path("count")
                .asLong();
    }

    /// The share of these users who get as many recommendations as they ask for.
    double answeredUsers(Collection<String> users, Wire wire) throws InterruptedException {
        return answered("users asked", users, user -> "placement=home&visitorId=" + encode(wire.visitorId(user)));
    }

    /// The share of these products that bring as many recommendations as are asked for.
    double answeredProducts(Collection<String> items) throws InterruptedException {
        return answered("products asked", items, item -> "placement=product&itemId=" + encode(item));
    }

    private interface Query {
        String of(String thing);
    }

    private double answered(String what, Collection<String> things, Query query) throws InterruptedException {
        var asked = new AtomicLong();
        var full = new AtomicLong();
        try (var _ = new Meter(what, things.size(), asked::get, console);
                var lanes = new Lanes<String>(LANES, 1, batch -> {
                    for (var thing : batch) {
                        var path = "/v1/recommendations?limit=" + FULL + "&" + query.of(thing);
                        var items = suite.get(PAGE, "recommendation", path)
                                .orFail(path)
                                .body()
                                .path("items");
                        if (items.size() == FULL) full.incrementAndGet();
                        asked.incrementAndGet();
                    }
                })) {
            for (var thing : things) lanes.add(thing, thing);
        }
        return things.isEmpty() ? 0 : (double) full.get() / things.size();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Puts the figures of a campaign's report under their outcomes.
    Map<String, Long> outcomes(String campaign) throws IOException, InterruptedException {
        var outcomes = new LinkedHashMap<String, Long>();
        var cursor = "";
        do {
            var page = suite.get(ANALYST, "campaign", "/v1/decisions?limit=500&campaignId=" + encode(campaign) + cursor)
                    .orFail("decisions")
                    .body();
            for (var decision : page.path("items")) {
                var reason = decision.path("reason").path("code").asText("");
                var outcome = decision.path("outcome").asText();
                var said = List.of("sent", "delivered", "clicked").contains(outcome) || reason.isEmpty()
                        ? outcome
                        : outcome + " (" + reason + ")";
                outcomes.merge(decision.path("channel").asText() + " " + said, 1L, Long::sum);
            }
            cursor = page.hasNonNull("nextCursor")
                    ? "&cursor=" + encode(page.path("nextCursor").asText())
                    : "";
        } while (!cursor.isEmpty());
        return outcomes;
    }
}
