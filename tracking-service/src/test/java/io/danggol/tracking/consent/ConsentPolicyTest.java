package io.danggol.tracking.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentPolicyTest {
    private static ConsentPolicy read(String json) throws IOException {
        return ConsentPolicyFile.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    @Test
    void anEventIsTreatedAsItsNameSaysElseAsAllOthers() throws IOException {
        var policy = read("{\"version\":\"v3\",\"otherwise\":\"drop\",\"events\":{\"page_view\":\"count\"}}");

        assertThat(policy.of("page_view")).isEqualTo(Treatment.COUNT);
        assertThat(policy.of("purchase")).isEqualTo(Treatment.DROP);
        assertThat(policy.version()).isEqualTo("v3");
    }

    @Test
    void ourOwnPolicyIsOne() throws IOException {
        try (var json = ConsentPolicyFile.class.getResourceAsStream("/consent-policy.json")) {
            assertThat(ConsentPolicyFile.read(json).otherwise()).isEqualTo(Treatment.DROP);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"version\":\"v1\",\"events\":{}}",
                "{\"otherwise\":\"drop\",\"events\":{}}",
                "{\"version\":\"v1\",\"otherwise\":\"keep\",\"events\":{}}",
                "{\"version\":\"v1\",\"otherwise\":\"drop\",\"events\":{\"page_view\":\"keep\"}}",
                "{\"version\":\"v1\",\"otherwise\":\"drop\",\"events\":{},\"evnts\":{}}",
            })
    void aFileThatIsNoPolicyIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class);
    }
}
