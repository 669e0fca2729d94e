package io.danggol.shop.suite;

import io.danggol.shop.disk.Documents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Calls that must reach the suite, however long a service is away and however often the shop is started again.
///
/// The calls to one service keep their order. One that is refused for good is logged and given up, so that it does not
/// hold up the rest.
public final class Outbox implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Outbox.class.getName());
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 15_000;

    private final Suite suite;
    private final Map<Call.Service, Documents<Call>> waiting = new EnumMap<>(Call.Service.class);
    private final Map<Call.Service, Semaphore> news = new EnumMap<>(Call.Service.class);
    private final List<Thread> senders = new ArrayList<>();
    private final AtomicLong last = new AtomicLong();

    public Outbox(Suite suite, Path folder) {
        this.suite = suite;
        for (var service : Call.Service.values()) {
            var calls = new Documents<>(folder.resolve(service.name().toLowerCase(Locale.ROOT)), Call.class);
            calls.all().keySet().forEach(name -> last.accumulateAndGet(Long.parseLong(name), Math::max));
            waiting.put(service, calls);
            news.put(service, new Semaphore(calls.all().size()));
            senders.add(Thread.ofVirtual().name("outbox-" + service).unstarted(() -> send(service)));
        }
        senders.forEach(Thread::start);
    }

    /// Takes the call: it is on disk when this returns, and sent soon after.
    public void add(Call call) {
        waiting.get(call.service()).put("%019d".formatted(last.incrementAndGet()), call);
        news.get(call.service()).release();
    }

    /// How many calls wait.
    public int size() {
        return waiting.values().stream().mapToInt(calls -> calls.all().size()).sum();
    }

    private void send(Call.Service service) {
        var calls = waiting.get(service);
        var pause = FIRST_PAUSE_MS;
        try {
            while (true) {
                news.get(service).acquire();
                var first = calls.all().entrySet().iterator().next();
                var answer = suite.send(first.getValue());
                if (answer.worthAnotherTry()) {
                    news.get(service).release();
                    Thread.sleep(pause);
                    pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
                } else {
                    if (!answer.accepted()) {
                        var call = first.getValue();
                        LOG.log(Level.WARNING, "given up: {0} {1}: {2}", new Object[] {
                            call.method(), call.path(), answer.detail()
                        });
                    }
                    calls.remove(first.getKey());
                    pause = FIRST_PAUSE_MS;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        senders.forEach(Thread::interrupt);
    }
}
