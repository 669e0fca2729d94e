package io.danggol.shop.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.customer.Customer;
import io.danggol.shop.disk.Documents;
import io.danggol.shop.suite.Call;
import io.danggol.shop.suite.Call.Service;
import io.danggol.shop.suite.Messages;
import io.danggol.shop.suite.Suite;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Sends a crowd's past to the suite: its customers, their consents, then what everybody did.
///
/// A call that finds the suite away is made again until it is there. Sending the same past twice under the same end
/// changes nothing.
public final class PastSender {
    /// Events in one call, at most.
    static final int BATCH = 50;

    /// Calls under way at a time. One shopper's calls go one after the other.
    private static final int LANES = 4;

    private static final long PAUSE_MS = 1_000;

    private final Suite suite;
    private final Catalogue catalogue;
    private final URI shop;
    private final PastProgress progress;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();

    /// @param shop where the pages of the past are said to be
    public PastSender(Suite suite, Catalogue catalogue, URI shop, PastProgress progress) {
        this.suite = suite;
        this.catalogue = catalogue;
        this.shop = shop;
        this.progress = progress;
    }

    /// Sends all of it, as a past that ended at `end`, and returns when the suite has taken it.
    ///
    /// @throws IllegalStateException when the suite refuses a call for good
    public PastSummary send(Crowd crowd, Instant end) throws InterruptedException {
        var past = crowd.past();
        var members = crowd.shoppers().stream()
                .filter(shopper -> shopper.customer().isPresent())
                .toList();
        var total = 2L * members.size() + past.size();
        inLanes(lane -> {
            for (var shopper : of(lane, members)) {
                sendOne(Messages.customer(shopper.customer().orElseThrow()), 1, total);
                sendOne(consents(shopper), 1, total);
            }
        });
        inLanes(lane -> {
            var own = past.stream()
                    .filter(event -> event.shopper().number() % LANES == lane)
                    .toList();
            for (var at = 0; at < own.size(); at += BATCH) {
                var batch = own.subList(at, Math.min(own.size(), at + BATCH));
                count(sendOne(batch(batch, end), batch.size(), total));
            }
        });
        return new PastSummary(
                crowd.shoppers().size(),
                members.size(),
                accepted.get(),
                duplicates.get(),
                dropped.get(),
                rejected.get());
    }

    private interface Lane {
        void run(int lane) throws InterruptedException;
    }

    private static void inLanes(Lane work) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes = new ArrayList<Future<?>>();
            IntStream.range(0, LANES)
                    .forEach(lane -> lanes.add(threads.submit(() -> {
                        work.run(lane);
                        return null;
                    })));
            try {
                for (var lane : lanes) lane.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static List<Shopper> of(int lane, List<Shopper> shoppers) {
        return shoppers.stream()
                .filter(shopper -> shopper.number() % LANES == lane)
                .toList();
    }

    private JsonNode sendOne(Call call, int weight, long total) throws InterruptedException {
        while (true) {
            var answer = suite.send(call);
            if (answer.accepted()) {
                progress.at(done.addAndGet(weight), total);
                return answer.body();
            }
            if (!answer.worthAnotherTry()) {
                throw new IllegalStateException(call.method() + " " + call.path() + " was refused: " + answer.detail());
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private void count(JsonNode answer) {
        accepted.addAndGet(answer.path("accepted").asLong());
        duplicates.addAndGet(answer.path("duplicates").asLong());
        dropped.addAndGet(answer.path("dropped").asLong());
        rejected.addAndGet(answer.path("rejected").size());
    }

    private static Call consents(Shopper shopper) {
        return Messages.decided(
                shopper.customer().map(Customer::id).orElseThrow(),
                shopper.visitorIds().getFirst(),
                shopper.analytics(),
                shopper.personalization(),
                shopper.marketing(),
                "sign-up");
    }

    private Call batch(List<PastEvent> events, Instant end) {
        var body = Documents.JSON.createObjectNode();
        var array = body.putArray("events");
        events.forEach(event -> write(array.addObject(), event, end));
        return Call.ofTheShop(Service.TRACKING, "POST", "/v1/server/events", body);
    }

    private void write(ObjectNode json, PastEvent event, Instant end) {
        json.put("id", event.id())
                .put("name", event.name())
                .put("visitorId", event.visitorId())
                .put("sessionId", event.sessionId())
                .put("sessionNumber", event.sessionNumber())
                .put("occurredAt", end.minus(event.age()).toString());
        event.customerId().ifPresent(id -> json.put("customerId", id));
        json.putObject("consent")
                .put("analytics", event.shopper().analytics())
                .put("personalization", event.shopper().personalization());
        context(json.putObject("context"), event);
        if (!event.items().isEmpty()) {
            json.put("currency", "KRW").put("value", event.value());
            items(json.putArray("items"), event.items());
        }
        if (!event.params().isEmpty()) event.params().forEach(json.withObjectProperty("params")::put);
    }

    private void context(ObjectNode context, PastEvent event) {
        context.put("pageUrl", shop.resolve(URI.create(event.path())).toASCIIString())
                .put("locale", "ko-KR");
        event.channel().ifPresent(channel -> {
            if (!channel.referrer.isEmpty()) context.put("referrer", channel.referrer);
            if (channel.source.isEmpty()) return;
            context.putObject("utm")
                    .put("source", channel.source)
                    .put("medium", channel.medium)
                    .put("campaign", channel.campaign);
        });
    }

    private void items(ArrayNode json, List<PastEvent.Item> items) {
        for (var item : items) {
            var product = json.addObject();
            Messages.describe(product, catalogue.find(item.productId()).orElseThrow());
            product.put("price", item.price()).put("quantity", item.pieces());
        }
    }
}
