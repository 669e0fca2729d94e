package io.danggol.local.server;

import java.nio.file.Path;

/// A Kafka broker as a process of its own.
public final class KafkaMain {
    private KafkaMain() {}

    /// @param arguments the folder of its data, its port, its controller's port
    public static void main(String[] arguments) {
        try {
            var broker = KafkaBroker.start(
                    Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            broker.awaitEnd();
        } catch (Exception e) {
            e.printStackTrace();
            // Half a broker's threads would keep the process.
            Runtime.getRuntime().halt(1);
        }
    }
}
