package io.danggol.simulators.kakao.bubble;

/// A product with its price. Allowed: the regular price alone, or with a discounted price and either its rate or its
/// fixed amount.
final class Commerce {
    private static final long PRICE = 99_999_999;
    private static final long FIXED = 999_999;

    private Commerce() {}

    static void check(Purpose purpose, Fields commerce) {
        if (!commerce.has("title")) throw Refused.commerceNeeds("title");
        Texts.check(commerce, "title", 30, 0);
        // A template may leave prices to the fixed variables.
        if (purpose == Purpose.SEND && !commerce.has("regularPrice")) throw Refused.commerceNeeds("regularPrice");
        range(commerce, "regularPrice", PRICE);
        range(commerce, "discountPrice", PRICE);
        range(commerce, "discountRate", 100);
        range(commerce, "discountFixed", FIXED);
        if (purpose == Purpose.SEND) checkDiscount(commerce);
    }

    private static void checkDiscount(Fields commerce) {
        var rate = commerce.has("discountRate");
        var fixed = commerce.has("discountFixed");
        if (rate && fixed) throw Refused.commerceNeeds("either discountRate or discountFixed");
        if ((rate || fixed) && !commerce.has("discountPrice")) throw Refused.commerceNeeds("discountPrice");
        if (commerce.has("discountPrice") && !rate && !fixed)
            throw Refused.commerceNeeds("discountRate or discountFixed");
    }

    private static void range(Fields commerce, String key, long most) {
        var number = commerce.number(key);
        if (number != null && (number < 0 || number > most)) throw Refused.outOfRange(commerce.name(key), 0, most);
    }
}
