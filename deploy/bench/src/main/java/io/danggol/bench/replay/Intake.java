package io.danggol.bench.replay;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.bench.suite.Waiting;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Brings a recorded shop's products, customers and events into the suite. Done again, it changes nothing.
final class Intake {
    private static final Caller SHOP = new Caller.Role("ingest");
    private static final int LANES = 4;
    private static final int MOST_EVENTS = 50;
    private static final int IMPORT_BYTES = 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final SuiteClient suite;
    private final Waiting waiting;
    private final PrintStream console;

    Intake(SuiteClient suite, Waiting waiting, PrintStream console) {
        this.suite = suite;
        this.waiting = waiting;
        this.console = console;
    }

    /// Makes the catalogue of what the events say of each product.
    void products(Survey survey, String currency) throws IOException, InterruptedException {
        var done = new AtomicLong();
        try (var _ = new Meter("products", survey.catalogue().size(), done::get, console)) {
            var lines = new StringBuilder();
            var count = 0;
            for (var item : survey.catalogue().values()) {
                lines.append(SuiteClient.JSON.writeValueAsString(Wire.product(item, currency)))
                        .append('\n');
                count++;
                if (lines.length() > IMPORT_BYTES) {
                    importProducts(lines.toString());
                    done.addAndGet(count);
                    lines.setLength(0);
                    count = 0;
                }
            }
            if (count > 0) importProducts(lines.toString());
            done.addAndGet(count);
        }
    }

    private void importProducts(String lines) throws IOException, InterruptedException {
        var job = suite.call(
                        SHOP,
                        "POST",
                        "recommendation",
                        "/v1/products/imports",
                        "application/x-ndjson",
                        lines.getBytes(StandardCharsets.UTF_8))
                .orFail("products/imports")
                .body();
        var path = "/v1/products/imports/" + job.path("id").asText();
        waiting.until("the import of products", PATIENCE, () -> {
            var state = suite.get(SHOP, "recommendation", path).orFail(path).body();
            if (state.path("failed").asLong() > 0) throw new IllegalStateException("products refused: " + state);
            return List.of("done", "failed").contains(state.path("state").asText());
        });
    }

    /// Makes some of the users customers with an address and the consents they are known to have given.
    void customers(List<Customers.Customer> customers) throws InterruptedException {
        var done = new AtomicLong();
        try (var _ = new Meter("customers", customers.size(), done::get, console);
                var lanes = new Lanes<Customers.Customer>(LANES, 1, batch -> {
                    for (var customer : batch) customer(customer);
                    done.addAndGet(batch.size());
                })) {
            for (var customer : customers) lanes.add(customer.id(), customer);
        }
    }

    private void customer(Customers.Customer customer) throws IOException, InterruptedException {
        suite.put(
                        SHOP,
                        "profile",
                        "/v1/customers/" + customer.id(),
                        Map.of("email", customer.email(), "phone", customer.phone(), "name", "손님 " + customer.id()))
                .orFail("customers");
        var decisions = customer.agreement().channels().stream()
                .map(channel -> Map.of(
                        "purpose",
                        "marketing",
                        "channel",
                        channel,
                        "state",
                        "granted",
                        "wording",
                        "v1",
                        "place",
                        "replay"))
                .toList();
        if (decisions.isEmpty()) return;
        suite.put(
                        new Caller.Customer(customer.id()),
                        "profile",
                        "/v1/consents",
                        Map.of("visitorId", customer.id(), "decisions", decisions))
                .orFail("consents");
    }

    /// Sends the events, those of one user in order.
    EventSender events(ShopFile file, Survey survey, Wire wire) throws IOException, InterruptedException {
        var sender = new EventSender(suite);
        try (var _ = new Meter("events", survey.events(), sender::sent, console);
                var lanes = new Lanes<Map<String, Object>>(LANES, MOST_EVENTS, sender::send)) {
            file.read(events -> {
                try {
                    while (events.hasNext()) {
                        var event = events.next();
                        lanes.add(event.user(), wire.event(event));
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
            });
        }
        return sender;
    }
}
