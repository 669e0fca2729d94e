package io.danggol.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void theServicesStandWhereTheDocumentationSays() {
        var addresses = new Addresses(0);

        assertThat(Addresses.services().stream().map(name -> addresses.service(name, 1)))
                .containsExactly(8081, 8082, 8083, 8084, 8085);
        assertThat(Addresses.services().stream().map(name -> addresses.service(name, 2)))
                .containsExactly(8101, 8102, 8103, 8104, 8105);
    }

    @Test
    void noPortIsTakenTwice() {
        assertThat(new Addresses(0).all(2)).doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void theOffsetShiftsEveryPort() {
        assertThat(new Addresses(1000).all(2))
                .isEqualTo(new Addresses(0)
                        .all(2).stream().map(port -> port + 1000).toList());
    }

    @Test
    void anOffsetBeyondTheLastPortIsRefused() {
        assertThatThrownBy(() -> new Addresses(60_000)).hasMessageContaining("60000");
    }
}
