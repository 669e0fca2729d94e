package io.danggol.chassis.money;

import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The currencies that ISO 4217 knows.
public final class Currencies {
    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Currencies() {}

    /// The code in upper case, as `KRW` for `krw`; empty if there is no such currency.
    public static Optional<String> code(String text) {
        if (CODES.contains(text)) return Optional.of(text);
        return Optional.of(text.toUpperCase(Locale.ROOT)).filter(CODES::contains);
    }
}
