package io.danggol.profile.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// Amounts as whole minor units of their currency (won, cents), so that sums do not depend on their order.
public final class Money {
    /// The currency of amounts that name none.
    public static final String DEFAULT_CURRENCY = "KRW";

    /// More than any sale; keeps sums of millions of amounts within a `long`.
    private static final BigDecimal LARGEST = new BigDecimal("1e12");

    private Money() {}

    /// Rounded half up to the minor unit; amounts beyond ±10¹² minor units are cut there.
    public static long minor(BigDecimal amount, String currency) {
        var units = amount.movePointRight(digits(currency)).setScale(0, RoundingMode.HALF_UP);
        return units.min(LARGEST).max(LARGEST.negate()).longValue();
    }

    public static BigDecimal major(long minor, String currency) {
        return BigDecimal.valueOf(minor, digits(currency));
    }

    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 2; // three letters that ISO 4217 does not know
        }
    }
}
