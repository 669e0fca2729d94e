package io.danggol.recommendation.history;

/// What a shopper did with a product, from the weakest sign of interest to the strongest.
public enum Action {
    VIEW(1),
    WISH(2),
    CART(3),
    PURCHASE(5);

    private static final Action[] ALL = values();

    private final double weight;

    Action(double weight) {
        this.weight = weight;
    }

    /// How much it says, a view being 1.
    public double weight() {
        return weight;
    }

    static Action at(int ordinal) {
        return ALL[ordinal];
    }
}
