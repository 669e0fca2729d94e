package io.danggol.campaign.delivery;

import io.danggol.campaign.Channel;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The carrier of each channel.
@Singleton
public class Carriers {
    private final Map<Channel, Carrier> carriers;

    Carriers(@All List<Carrier> carriers) {
        this.carriers = carriers.stream().collect(Collectors.toMap(Carrier::channel, Function.identity()));
    }

    public Carrier of(Channel channel) {
        return carriers.get(channel);
    }
}
