package io.danggol.local.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// A Kafka broker as a process of its own.
public final class KafkaMain {
    private KafkaMain() {}

    /// @param arguments the folder of its data, its port, its controller's port; a file of further settings, or none
    public static void main(String[] arguments) {
        try {
            var more = new Properties();
            if (arguments.length > 3) {
                try (var file = Files.newBufferedReader(Path.of(arguments[3]))) {
                    more.load(file);
                }
            }
            var broker = KafkaBroker.start(
                    Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), more);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            broker.awaitEnd();
        } catch (Exception e) {
            e.printStackTrace();
            // Half a broker's threads would keep the process.
            Runtime.getRuntime().halt(1);
        }
    }
}
