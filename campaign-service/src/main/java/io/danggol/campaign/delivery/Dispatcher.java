package io.danggol.campaign.delivery;

import io.danggol.campaign.CampaignConfig;
import io.danggol.campaign.Channel;
import io.danggol.campaign.content.Line;
import io.danggol.campaign.delivery.Desk.Draft;
import io.danggol.campaign.delivery.Message.Phase;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Campaigns;
import io.danggol.campaign.products.Shelf;
import io.danggol.chassis.trace.Traces;
import io.danggol.chassis.work.Worker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Takes due messages through the gate and hands them over, each once.
///
/// `handing` is committed before the channel gets a message. A message that is found in that phase with its lease over
/// was at the channel when its replica died: NHN is asked what it has; a mail is closed as `unknown`.
@Singleton
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 8;

    private final Pool pool;
    private final Queue queue;
    private final Gate gate;
    private final Desk desk;
    private final Carriers carriers;
    private final Shelf shelf;
    private final Campaigns campaigns;
    private final Decisions decisions;
    private final Settler settler;
    private final Advertisements advertisements;
    private final CampaignConfig config;
    private final Traces traces;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Pace pace;
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore atOnce = new Semaphore(AT_ONCE);
    private final Worker worker;

    Dispatcher(
            Pool pool,
            Queue queue,
            Gate gate,
            Desk desk,
            Carriers carriers,
            Shelf shelf,
            Campaigns campaigns,
            Decisions decisions,
            Settler settler,
            Advertisements advertisements,
            CampaignConfig config,
            Traces traces,
            Clock clock,
            MeterRegistry metrics) {
        this.pool = pool;
        this.queue = queue;
        this.gate = gate;
        this.desk = desk;
        this.carriers = carriers;
        this.shelf = shelf;
        this.campaigns = campaigns;
        this.decisions = decisions;
        this.settler = settler;
        this.advertisements = advertisements;
        this.config = config;
        this.traces = traces;
        this.clock = clock;
        this.metrics = metrics;
        this.worker = new Worker("dispatcher", config.pollInterval(), () -> round() > 0);
        this.pace = new Pace(config.messagesPerSecond(), System.nanoTime());
        // From zero on: the first failure counts already.
        for (var channel : List.of(Channel.EMAIL, Channel.KAKAO)) {
            deliveries(channel, Handover.Refused.class);
            deliveries(channel, Handover.NotNow.class);
        }
    }

    /// Begins to send.
    public void start() {
        worker.start();
    }

    /// Ends after the batch in hand.
    public void stop() {
        worker.stop();
        hands.shutdownNow();
    }

    /// Looks at the queue at once rather than at its next turn.
    public void wake() {
        worker.wake();
    }

    /// Works on one batch; tells how many messages it held.
    private int round() {
        var lease = UUID.randomUUID();
        var batch = await(queue.claim(lease, config.lease(), clock.instant(), config.batch()));
        if (batch.isEmpty()) return 0;
        try {
            inParallel(
                    batch.stream()
                            .filter(message -> message.phase() == Phase.HANDING || message.phase() == Phase.ACCEPTED)
                            .toList(),
                    this::askAbout);
            send(
                    lease,
                    batch.stream()
                            .filter(message -> message.phase() == Phase.QUEUED || message.phase() == Phase.APPROVED)
                            .toList());
        } finally {
            await(queue.release(lease));
        }
        decisions.wake();
        return batch.size();
    }

    private void askAbout(Message message) {
        traces.within("ask about", message.channel().wire(), message.traceparent(), () -> {
            settler.settle(message, carriers.of(message.channel()).ask(message));
            return null;
        });
    }

    private void send(UUID lease, List<Message> waiting) {
        if (waiting.isEmpty()) return;
        var plans = Gate.byKey(await(campaigns.of(
                pool, waiting.stream().map(Message::campaign).distinct().toList())));
        var passed = await(gate.pass(lease, waiting, plans));
        if (passed.isEmpty()) return;
        var carts = await(shelf.carts(
                pool, passed.stream().map(Message::person).distinct().toList()));
        inParallel(
                passed,
                message -> traces.within("deliver", message.channel().wire(), message.traceparent(), () -> {
                    deliver(lease, message, plans, carts);
                    return null;
                }));
    }

    private void deliver(UUID lease, Message message, Map<String, Campaign> plans, Map<UUID, List<Line>> carts) {
        var campaign = plans.get(message.campaign());
        switch (write(message, campaign, carts.getOrDefault(message.person(), List.of()))) {
            case Draft.Withheld(var reason) ->
                await(pool.withTransaction(tx -> gate.withhold(tx, message, campaign, reason, clock.instant())));
            case Draft.NotNow(var code) -> settler.notYet(message, code);
            case Draft.Ready ready -> hand(lease, message, ready);
        }
    }

    /// A message that cannot be written for a fault of ours waits and is tried again, without holding up the others.
    private Draft write(Message message, Campaign campaign, List<Line> cart) {
        try {
            return desk.write(message, campaign, cart);
        } catch (RuntimeException e) {
            LOG.errorf(e, "message %s cannot be written", message.id());
            return new Draft.NotNow("internal-error");
        }
    }

    private void hand(UUID lease, Message message, Draft.Ready ready) {
        var ad = ready.advertisement();
        var handing = await(pool.withTransaction(tx -> begin(tx, lease, message, ad)));
        if (handing.isEmpty()) return;
        var handover = carriers.of(message.channel()).hand(message.id(), ad.sent(), ready.address());
        deliveries(message.channel(), handover.getClass()).increment();
        settler.settle(handing.get(), handover);
    }

    private Counter deliveries(Channel channel, Class<? extends Handover> outcome) {
        var named = outcome.getSimpleName().toLowerCase(Locale.ROOT);
        return metrics.counter("danggol.campaign.deliveries", "channel", channel.wire(), "outcome", named);
    }

    /// The last look before the channel gets it: still ours, still wanted. Empty if not.
    private Uni<Optional<Message>> begin(
            SqlConnection tx, UUID lease, Message message, Advertisements.Advertisement ad) {
        var now = clock.instant();
        return queue.hand(tx, lease, List.of(message.id()), now)
                .chain(handed -> handed.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : advertisements
                                .keep(tx, ad, now)
                                .chain(() -> queue.of(tx, handed))
                                .map(messages -> Optional.of(messages.getFirst())));
    }

    /// Runs `work` on all of them, a few at a time and no faster than the pace; throws what one of them threw.
    private void inParallel(List<Message> messages, java.util.function.Consumer<Message> work) {
        var running = new ArrayList<Future<?>>();
        for (var message : messages) {
            if (worker.isEnded()) break;
            sleep(pace.waitBeforeNext(System.nanoTime()));
            atOnce.acquireUninterruptibly();
            running.add(hands.submit((Callable<Void>) () -> {
                try {
                    work.accept(message);
                    return null;
                } finally {
                    atOnce.release();
                }
            }));
        }
        RuntimeException failure = null;
        for (var one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failure = new IllegalStateException("a message could not be worked on", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (failure != null) throw failure;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private static void sleep(long nanos) {
        if (nanos <= 0) return;
        try {
            Thread.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
