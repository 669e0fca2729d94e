package io.danggol.segment.rfm;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.danggol.segment.history.Amount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How those who have bought lie in recency, frequency and money.
@Path("/v1/rfm")
@RolesAllowed({"analyst", "marketer"})
class RfmResource {
    private final RfmStore store;
    private final Pool pool;
    private final Clock clock;

    RfmResource(RfmStore store, Pool pool, Clock clock) {
        this.store = store;
        this.pool = pool;
        this.clock = clock;
    }

    /// @param thresholds null as long as nobody has bought
    /// @param asOf when they were last measured
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Rfm(Cuts thresholds, Instant asOf, List<RfmStore.Cell> counts) {}

    /// Four cuts each; see [Thresholds].
    record Cuts(List<Duration> recency, List<Long> frequency, List<BigDecimal> monetary) {}

    @GET
    public Uni<Rfm> get() {
        return store.latest(pool).chain(latest -> {
            if (latest.isEmpty()) return Uni.createFrom().item(new Rfm(null, null, List.of()));
            var thresholds = latest.get().thresholds();
            return store.grid(pool, thresholds, clock.instant())
                    .map(counts -> new Rfm(
                            new Cuts(
                                    thresholds.recency(),
                                    thresholds.frequency(),
                                    thresholds.monetary().stream()
                                            .map(Amount::decimal)
                                            .map(BigDecimal::stripTrailingZeros)
                                            .toList()),
                            latest.get().at(),
                            counts));
        });
    }
}
