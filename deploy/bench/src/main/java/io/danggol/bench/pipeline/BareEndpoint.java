package io.danggol.bench.pipeline;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What intake is measured against: an endpoint that reads the body, looks at nothing, writes as many records of
/// the same size to the same broker with the same guarantees, and answers when the broker has them. Runs in a JVM
/// of its own.
public final class BareEndpoint {
    private BareEndpoint() {}

    /// @param arguments port, bootstrap servers, topic, bytes of a record, records for each request
    public static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[0]);
        var topic = arguments[2];
        var record = new byte[Integer.parseInt(arguments[3])];
        var records = Integer.parseInt(arguments[4]);
        var producer = producer(arguments[1]);
        var vertx = Vertx.vertx();
        vertx.createHttpServer(new HttpServerOptions().setPort(port).setHost("127.0.0.1"))
                .requestHandler(request -> request.body().onSuccess(_ -> {
                    var context = vertx.getOrCreateContext();
                    var left = new AtomicInteger(records);
                    for (var i = 0; i < records; i++) {
                        var key = "v_" + System.nanoTime() % 20_000;
                        producer.send(new ProducerRecord<>(topic, key, record), (_, e) -> {
                            if (left.decrementAndGet() == 0) {
                                context.runOnContext(_ -> request.response()
                                        .setStatusCode(e == null ? 202 : 503)
                                        .end());
                            }
                        });
                    }
                }))
                .listen()
                .onSuccess(_ -> System.out.println("listening"));
    }

    private static KafkaProducer<String, byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        2),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
