package io.danggol.segment.history;

import java.util.List;

/// A product of an event. All but `id` and `categories` may be null.
///
/// @param categories all levels, the top one first
/// @param price of one piece, an [Amount]
/// @param quantity pieces, an [Amount]; null means one
/// @param total price × quantity as money, an [Amount]; null without a price
public record Item(
        String id,
        String name,
        String brand,
        String variant,
        List<String> categories,
        Long price,
        Long quantity,
        Long total) {
    private static final long ONE = 10_000;

    public Item {
        categories = List.copyOf(categories);
    }

    /// Pieces, one where not said.
    public long pieces() {
        return quantity == null ? ONE : quantity;
    }
}
