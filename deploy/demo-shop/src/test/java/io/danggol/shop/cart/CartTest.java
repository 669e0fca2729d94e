package io.danggol.shop.cart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CartTest {
    @Test
    void piecesAddUpToTheMost() {
        assertThat(Cart.EMPTY.plus("A", 4).plus("A", 4).quantities()).isEqualTo(Map.of("A", 8));
        assertThat(Cart.EMPTY.plus("A", 9).plus("A", 9).quantities()).isEqualTo(Map.of("A", Cart.MOST));
    }

    @Test
    void noPiecesIsOut() {
        assertThat(Cart.EMPTY.plus("A", 1).with("A", 0)).isEqualTo(Cart.EMPTY);
        assertThat(Cart.EMPTY.plus("A", 1).with("A", -3)).isEqualTo(Cart.EMPTY);
    }

    @Test
    void mergingKeepsTheLargerNumber() {
        var one = Cart.EMPTY.plus("A", 1).plus("B", 3);
        var other = Cart.EMPTY.plus("B", 2).plus("C", 1);

        assertThat(one.merged(other).quantities()).isEqualTo(Map.of("A", 1, "B", 3, "C", 1));
        assertThat(one.merged(other).count()).isEqualTo(5);
    }

    @Test
    void theOrderOfPuttingIsKept() {
        assertThat(Cart.EMPTY
                        .plus("B", 1)
                        .plus("A", 1)
                        .plus("B", 1)
                        .quantities()
                        .keySet())
                .containsExactly("B", "A");
    }
}
