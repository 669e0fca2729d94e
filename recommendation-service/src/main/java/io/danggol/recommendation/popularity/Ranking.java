package io.danggol.recommendation.popularity;

import java.util.Arrays;

/// The highest items, highest first, as far as there is room. Heights only grow, so what fell out can come back only by
/// growing: the list is exact until an item is removed, and then until the others have grown into the gap.
final class Ranking {
    private final int[] items;
    private final double[] heights;
    private int size;

    Ranking(int room) {
        items = new int[room];
        heights = new double[room];
    }

    /// Puts `item` where its height belongs; of equal heights the smaller item number comes first.
    void offer(int item, double height) {
        var place = indexOf(item);
        if (place < 0) {
            if (size < items.length) place = size++;
            else if (height > heights[size - 1]) place = size - 1;
            else return;
        }
        while (place > 0 && isHigher(item, height, place - 1)) {
            items[place] = items[place - 1];
            heights[place] = heights[place - 1];
            place--;
        }
        items[place] = item;
        heights[place] = height;
    }

    private boolean isHigher(int item, double height, int other) {
        return height > heights[other] || height == heights[other] && item < items[other];
    }

    private int indexOf(int item) {
        for (var index = 0; index < size; index++) if (items[index] == item) return index;
        return -1;
    }

    void remove(int item) {
        var place = indexOf(item);
        if (place < 0) return;
        System.arraycopy(items, place + 1, items, place, size - place - 1);
        System.arraycopy(heights, place + 1, heights, place, size - place - 1);
        size--;
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }
}
