package io.danggol.chassis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorefrontKeyTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:*, http://localhost:8090, true",
        "http://localhost:*, http://localhost.evil.example:8090, false",
        "https://shop.example, https://shop.example, true",
        "https://shop.example, https://shopxexample, false",
        "https://*.shop.example, https://m.shop.example, true",
        "https://*.shop.example, https://shop.example, false",
        "https://shop.example, null, false",
    })
    void aStarStandsForAnyCharactersAndNothingElseIsSpecial(String pattern, String origin, boolean allowed) {
        var key = StorefrontKey.of("k", false, List.of(pattern));

        assertThat(key.allows(origin)).isEqualTo(allowed);
    }
}
