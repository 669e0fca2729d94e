package io.danggol.chassis.log;

import io.danggol.contracts.Topics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;

/// What Kafka's clients tell of themselves that Prometheus does not get.
///
/// A topic whose name has dots: consumers tell of it twice until Kafka 5, the second time with `_` for them (KIP-1109).
/// When a client was started: producers and consumers tell it alike, but Prometheus takes no metric that has the label
/// `reader` in one place and not in another.
@Singleton
class ClientMeters implements MeterFilter {
    private final Set<String> secondNames;

    ClientMeters(TopicNames topics) {
        secondNames = Topics.ALL.stream()
                .map(topics::of)
                .filter(name -> name.contains("."))
                .map(name -> name.replace('.', '_'))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return isSecond(id) || id.getName().startsWith("kafka.app.info.")
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }

    private boolean isSecond(Meter.Id id) {
        var topic = id.getTag("topic");
        return topic != null && id.getName().startsWith("kafka.consumer.") && secondNames.contains(topic);
    }
}
