package io.danggol.recommendation.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongMapTest {
    @Test
    void itIsAMap() {
        for (var round = 0; round < 200; round++) {
            var seed = System.nanoTime();
            var random = new Random(seed);
            var map = new LongMap<String>();
            var plain = new HashMap<Long, String>();
            for (var step = 0; step < 2_000; step++) {
                var key = (long) random.nextInt(300) << random.nextInt(3) * 16;
                if (random.nextInt(3) == 0) {
                    map.remove(key);
                    plain.remove(key);
                } else {
                    map.put(key, "v" + step);
                    plain.put(key, "v" + step);
                }
            }
            var read = new HashMap<Long, String>();
            map.forEach(read::put);

            assertThat(read).as("seed %d", seed).isEqualTo(plain);
            assertThat(map.size()).isEqualTo(plain.size());
            plain.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));

            map.removeIf(value -> value.endsWith("1"));
            plain.values().removeIf(value -> value.endsWith("1"));
            var left = new HashMap<Long, String>();
            map.forEach(left::put);
            assertThat((Map<Long, String>) left).as("seed %d", seed).isEqualTo(plain);
        }
    }
}
