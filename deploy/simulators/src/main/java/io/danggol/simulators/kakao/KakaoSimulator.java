package io.danggol.simulators.kakao;

import io.danggol.simulators.SimulatedClock;
import io.danggol.simulators.http.HttpEdge;
import io.danggol.simulators.kakao.bubble.Refused;
import io.danggol.simulators.kakao.delivery.Provider;
import io.danggol.simulators.kakao.image.UploadedImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A KakaoTalk provider, the phones behind it and the page that shows them, on one port.
public final class KakaoSimulator implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(KakaoSimulator.class.getName());
    private static final Duration BEAT = Duration.ofMillis(50);

    private final HttpEdge edge;
    private final Provider provider;
    private final Webhooks webhooks;
    private final AtomicReference<Settings> settings;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("kakao-simulator").daemon().factory());

    /// Starts it.
    ///
    /// @param port 0 for any free one
    /// @param folder keeps the ledger and the images
    /// @param resultDelay between sending and result
    public KakaoSimulator(int port, Path folder, SimulatedClock clock, NhnAccount account, Duration resultDelay) {
        edge = new HttpEdge("Kakao simulator", port);
        provider = new Provider(folder, clock);
        settings = new AtomicReference<>(Settings.initial(resultDelay));
        webhooks = new Webhooks(account, this::baseUrl);
        var images = new UploadedImages(folder.resolve("images"));
        new NhnApi(account, provider, images, webhooks, settings, clock, this::baseUrl).routes(edge);
        new PhoneApi(account, provider, images).routes(edge);
        new ControlApi(provider, images, webhooks, settings, clock).routes(edge);
        edge.otherwise(_ -> NhnApi.refused(Refused.unknownCall())).start();
        heart.scheduleWithFixedDelay(this::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            webhooks.tell(provider.settle(settings.get().resultDelay()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "results could not be settled", e);
        }
    }

    public int port() {
        return edge.port();
    }

    private String baseUrl() {
        return "http://localhost:" + port();
    }

    @Override
    public void close() {
        edge.close();
        heart.shutdownNow();
        webhooks.close();
        provider.close();
    }
}
