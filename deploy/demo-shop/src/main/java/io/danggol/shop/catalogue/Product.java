package io.danggol.shop.catalogue;

import java.util.List;
import java.util.Optional;

/// One product of the shop.
///
/// @param category its two levels, as in 신발 > 구두
/// @param picture the name of the drawing that shows it
/// @param price in won, without the sale
/// @param salePrice in won; below `price` where there is one
/// @param initialStock pieces on hand when the shop opened
/// @param colours three colours of the drawing: main, background, accent, as `#rrggbb`
/// @param variantOf the product that this one is another colour of
/// @param accessoriesOf products that this one goes with
/// @param boughtEveryDays after how many days people usually buy it again; absent for what is bought once
public record Product(
        String id,
        String name,
        String brand,
        List<String> category,
        String picture,
        long price,
        Optional<Long> salePrice,
        int initialStock,
        List<String> colours,
        String text,
        Optional<String> variantOf,
        List<String> accessoriesOf,
        Optional<Integer> boughtEveryDays) {
    public Product {
        if (category.size() != 2) throw new IllegalArgumentException("category: " + category + " (expected: 2 levels)");
        if (price < 1) throw new IllegalArgumentException("price: " + price + " (expected: >= 1)");
        if (salePrice.isPresent() && (salePrice.get() < 1 || salePrice.get() >= price))
            throw new IllegalArgumentException("salePrice: " + salePrice.get() + " (expected: 1.." + (price - 1) + ")");
        if (initialStock < 0) throw new IllegalArgumentException("stock: " + initialStock + " (expected: >= 0)");
        if (colours.size() != 3) throw new IllegalArgumentException("colours: " + colours + " (expected: 3)");
    }

    /// What a buyer pays for one, in won.
    public long sellingPrice() {
        return salePrice.orElse(price);
    }

    /// The part of the price that the sale takes off, in whole per cent rounded down; 0 without a sale.
    public long discountPercent() {
        return 100 * (price - sellingPrice()) / price;
    }

    public boolean onSale() {
        return salePrice.isPresent();
    }
}
