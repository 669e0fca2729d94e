package io.danggol.campaign.processor;

import io.danggol.campaign.delivery.Carrier;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;

/// Who handles personal data behind the channels. The service does not start while that is not known of each.
@Singleton
public class Processors {
    private final List<Processor> all;

    Processors(@All List<Carrier> carriers, ProcessorsConfig config) {
        var stated = new HashMap<String, Processor>();
        config.entries().forEach((adapter, entry) -> stated.put(adapter, new Processor(entry.name(), entry.task())));
        all = Processor.of(carriers.stream().map(Carrier::processor).sorted().toList(), stated);
    }

    void start(@Observes StartupEvent event) {
        // Makes this bean, and with it the check, part of the start.
    }

    /// All of them.
    public List<Processor> all() {
        return all;
    }
}
