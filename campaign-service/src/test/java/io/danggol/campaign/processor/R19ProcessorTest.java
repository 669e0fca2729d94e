package io.danggol.campaign.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An adapter of which nobody said who stands behind it does not start.
class R19ProcessorTest {
    private static final Processor NHN = new Processor("엔에이치엔클라우드(주)", "카카오톡 비즈 메시지 발송 대행");

    @Test
    void eachAdapterHasItsProcessor() {
        assertThat(Processor.of(List.of("nhn", "nhn"), Map.of("nhn", NHN))).containsExactly(NHN);
        assertThatIllegalStateException()
                .isThrownBy(() -> Processor.of(List.of("nhn", "solapi"), Map.of("nhn", NHN)))
                .withMessageContaining("danggol.processors.solapi");
        assertThatIllegalArgumentException().isThrownBy(() -> new Processor(" ", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Processor("x", ""));
    }
}
