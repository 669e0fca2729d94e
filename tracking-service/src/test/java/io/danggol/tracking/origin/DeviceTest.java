package io.danggol.tracking.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140,           DESKTOP",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605,     DESKTOP",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Mobile/15E148,         MOBILE",
                "Mozilla/5.0 (Linux; Android 15; SM-S928N) Chrome/140 Mobile,    MOBILE",
                "Mozilla/5.0 (Linux; Android 15; SM-X910) Chrome/140 Safari,     TABLET",
                "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Mobile/15E148,    TABLET",
                "curl/8.0,                                                       DESKTOP",
                "' ',                                                            -",
                "-,                                                              -",
            })
    void devicesAreKnownByTheirUserAgent(String userAgent, Device device) {
        assertThat(Device.of(userAgent)).isEqualTo(device);
    }
}
