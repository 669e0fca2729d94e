package io.danggol.shop.crowd;

/// What brings somebody to the shop, and how they behave there.
public enum Intent {
    /// Looks around, seldom buys.
    BROWSER(45, 1, 5, 2, 6, 0.07, 0.35),
    /// Comes back for what is cheaper today; leaves many carts.
    BARGAIN_HUNTER(22, 2, 7, 2, 7, 0.15, 0.45),
    /// Comes for one occasion, knows the sum to spend, and buys.
    GIFT_BUYER(13, 2, 4, 3, 8, 0.22, 0.7),
    /// Buys the same goods again in a rhythm, and looks around in between.
    REGULAR(20, 1, 5, 1, 4, 0.12, 0.6);

    /// Of 100 shoppers.
    final int share;

    final int leastVisits;
    final int mostVisits;
    /// Products viewed a visit.
    final int leastViews;

    final int mostViews;
    /// That a viewed product goes into the cart.
    final double putChance;
    /// That a visit with something in the cart ends in an order.
    final double buyChance;

    Intent(
            int share,
            int leastVisits,
            int mostVisits,
            int leastViews,
            int mostViews,
            double putChance,
            double buyChance) {
        this.share = share;
        this.leastVisits = leastVisits;
        this.mostVisits = mostVisits;
        this.leastViews = leastViews;
        this.mostViews = mostViews;
        this.putChance = putChance;
        this.buyChance = buyChance;
    }

    /// The intent of somebody at `place` of a hundred, 0 to 99.
    static Intent at(int place) {
        var end = 0;
        for (var intent : values()) {
            end += intent.share;
            if (place < end) return intent;
        }
        throw new IllegalArgumentException("place: " + place + " (expected: 0..99)");
    }
}
