package io.danggol.profile.consent;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// When an advertising consent has to be confirmed: before the same date of the second year after it was given, in
/// Seoul. Until somebody did, nothing is advertised from then on.
///
/// Source: Network Act (정보통신망법) art. 50(8), its Enforcement Decree art. 62-3.
public final class Reconfirmation {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final int YEARS = 2;

    private Reconfirmation() {}

    /// The first instant without a confirmation in time; empty for a purpose that needs none.
    public static Optional<Instant> due(Purpose purpose, Instant granted) {
        return switch (purpose) {
            case MARKETING, NIGHT_MARKETING ->
                Optional.of(granted.atZone(SEOUL)
                        .toLocalDate()
                        .plusYears(YEARS)
                        .atStartOfDay(SEOUL)
                        .toInstant());
            case ANALYTICS, PERSONALIZATION, PROFILING -> Optional.empty();
        };
    }
}
