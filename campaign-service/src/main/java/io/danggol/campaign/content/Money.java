package io.danggol.campaign.content;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// Amounts for a reader: `39,000원`, `12.50 USD`.
final class Money {
    private Money() {}

    static String text(BigDecimal amount, String currency) {
        return currency.equals("KRW") ? format("#,##0", amount) + "원" : format("#,##0.00", amount) + " " + currency;
    }

    private static String format(String pattern, BigDecimal amount) {
        var format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }
}
