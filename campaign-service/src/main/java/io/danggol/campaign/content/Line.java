package io.danggol.campaign.content;

import java.math.BigDecimal;
import java.util.Optional;

/// A product as a message shows it: what it was called and cost when the message was written.
///
/// @param quantity pieces in the cart; 1 for a recommended product
/// @param price of one piece, in `currency`
/// @param listPrice what one piece costs when `price` is a lowered one; else empty
/// @param reason why it is shown, in Korean
public record Line(
        String itemId,
        String name,
        BigDecimal quantity,
        Optional<BigDecimal> price,
        Optional<BigDecimal> listPrice,
        String currency,
        Optional<String> url,
        Optional<String> imageUrl,
        Optional<String> reason) {

    /// Its price for a reader, e.g. `39,000원`; empty when unknown.
    public Optional<String> priceText() {
        return price.map(amount -> Money.text(amount, currency));
    }
}
