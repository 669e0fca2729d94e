package io.danggol.campaign.onsite;

import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Campaigns;
import io.danggol.campaign.plan.Campaigns.Kept;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/// The on-site campaigns that run, read again every second: a page asks at each of its views.
@Singleton
class OnsiteMessages {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private record Read(List<Campaign> campaigns, long atNanos) {}

    private final Campaigns campaigns;
    private final Pool pool;
    private volatile Read last = new Read(List.of(), System.nanoTime() - FRESH_NANOS);

    OnsiteMessages(Campaigns campaigns, Pool pool) {
        this.campaigns = campaigns;
        this.pool = pool;
    }

    /// The running ones, those of the highest priority first.
    Uni<List<Campaign>> running() {
        var known = last;
        if (System.nanoTime() - known.atNanos() < FRESH_NANOS)
            return Uni.createFrom().item(known.campaigns());
        return campaigns
                .active(pool, Campaign.Kind.ONSITE)
                .map(found -> found.stream()
                        .map(Kept::campaign)
                        .sorted(java.util.Comparator.comparingInt(Campaign::priority)
                                .reversed())
                        .toList())
                .invoke(found -> last = new Read(found, System.nanoTime()));
    }
}
