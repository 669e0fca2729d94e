package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ChartReferenceTest {
    /// README.md tells how to make them anew.
    @Test
    void schemasAndTablesAreThoseOfTheValues() throws Exception {
        for (var file : ChartReference.files(Chart.FOLDER).entrySet()) {
            assertThat(Files.readString(file.getKey()))
                    .as(file.getKey().toString())
                    .isEqualTo(file.getValue());
        }
    }
}
