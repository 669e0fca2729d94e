package io.danggol.recommendation.popularity;

import java.util.Arrays;

/// Numbers by item; an item that was never set has the default.
final class Growing {
    private final double unset;
    private double[] numbers = {};

    Growing(double unset) {
        this.unset = unset;
    }

    double get(int item) {
        return item < numbers.length ? numbers[item] : unset;
    }

    void set(int item, double number) {
        if (item >= numbers.length) {
            var before = numbers.length;
            numbers = Arrays.copyOf(numbers, Math.max(item + 1, 2 * before));
            Arrays.fill(numbers, before, numbers.length, unset);
        }
        numbers[item] = number;
    }

    int size() {
        return numbers.length;
    }
}
