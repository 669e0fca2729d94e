package io.danggol.bench.pipeline;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Keeps some connections to a server of this machine busy with POSTs for a while, each waiting for its answer
/// before the next.
final class Load implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http;
    private final int connections;

    /// Whoever waited for the end does so no longer.
    private volatile boolean stopped;

    Load(int connections) {
        this.connections = connections;
        http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(connections));
    }

    /// @param accepted answers with status 202
    /// @param refused all other answers, and none at all
    record Outcome(long accepted, long refused, Duration time) {
        double perSecond() {
            return accepted / (time.toNanos() / 1e9);
        }
    }

    /// @param pause between two requests of a connection; zero for as many as go
    Outcome run(Target target, Supplier<byte[]> bodies, Duration time, Duration pause) throws InterruptedException {
        stopped = false;
        var accepted = new AtomicLong();
        var refused = new AtomicLong();
        var begin = System.nanoTime();
        var end = begin + time.toNanos();
        var done = new CountDownLatch(connections);
        var request = new RequestOptions().setAbsoluteURI(target.url()).setMethod(HttpMethod.POST);
        target.headers().forEach(request::putHeader);
        for (var i = 0; i < connections; i++) {
            vertx.runOnContext(_ -> next(request, bodies, end, pause, accepted, refused, done));
        }
        try {
            done.await(time.toMillis() + 30_000, TimeUnit.MILLISECONDS);
        } finally {
            stopped = true;
        }
        return new Outcome(accepted.get(), refused.get(), Duration.ofNanos(System.nanoTime() - begin));
    }

    private void next(
            RequestOptions request,
            Supplier<byte[]> bodies,
            long end,
            Duration pause,
            AtomicLong accepted,
            AtomicLong refused,
            CountDownLatch done) {
        if (stopped || System.nanoTime() >= end) {
            done.countDown();
            return;
        }
        http.request(request)
                .compose(open -> open.send(Buffer.buffer(bodies.get())))
                .compose(response -> response.end().map(_ -> response.statusCode()))
                .onComplete(result -> {
                    if (result.succeeded() && result.result() == 202) accepted.incrementAndGet();
                    else refused.incrementAndGet();
                    Runnable again = () -> next(request, bodies, end, pause, accepted, refused, done);
                    if (pause.isZero()) again.run();
                    else vertx.setTimer(Math.max(1, pause.toMillis()), _ -> again.run());
                });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
