package io.danggol.profile.customer;

import java.time.LocalDate;
import java.util.Optional;

/// Children under 14, who need their guardian's consent: none of their behaviour is used and nothing is advertised.
///
/// Source: Personal Information Protection Act (개인정보 보호법) art. 22-2.
final class Age {
    private static final int CONSENT = 14;

    private Age() {}

    /// The fourteenth birthday of somebody younger on `today`; empty for everybody else and for an unknown birth date.
    static Optional<LocalDate> guardedUntil(LocalDate birthDate, LocalDate today) {
        return Optional.ofNullable(birthDate).map(it -> it.plusYears(CONSENT)).filter(today::isBefore);
    }
}
