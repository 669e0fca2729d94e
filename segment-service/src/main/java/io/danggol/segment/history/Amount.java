package io.danggol.segment.history;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// Exact amounts in a `long`: ten-thousandths of a unit, so that sums do not depend on order.
///
/// Money is first rounded to its currency's minor unit (won have none, euros two digits). Amounts beyond the range are
/// cut at its end.
public final class Amount {
    private static final int SCALE = 4;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE, SCALE);

    private Amount() {}

    /// Money in `currency`, ISO 4217; an unknown or absent currency counts as one with two digits.
    public static long money(BigDecimal value, String currency) {
        return of(value.setScale(minorDigits(currency), RoundingMode.HALF_UP));
    }

    /// A number as it is, rounded to four digits.
    public static long of(BigDecimal value) {
        if (value.abs().compareTo(MOST) >= 0) return value.signum() < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
        return value.setScale(SCALE, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }

    /// The amount as a decimal number.
    public static BigDecimal decimal(long amount) {
        return BigDecimal.valueOf(amount, SCALE);
    }

    /// The sum, cut at the range's end.
    public static long plus(long a, long b) {
        var sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE) : sum;
    }

    private static int minorDigits(String currency) {
        try {
            return currency == null
                    ? 2
                    : Math.clamp(Currency.getInstance(currency).getDefaultFractionDigits(), 0, SCALE);
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }
}
