package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ChartReferenceTest {
    /// `-Ddanggol.chart=write` makes them anew.
    @Test
    void schemasAndTablesAreThoseOfTheValues() throws Exception {
        if ("write".equals(System.getProperty("danggol.chart"))) ChartReference.write(Chart.FOLDER);
        for (var file : ChartReference.files(Chart.FOLDER).entrySet()) {
            assertThat(Files.readString(file.getKey()))
                    .as(file.getKey().toString())
                    .isEqualTo(file.getValue());
        }
    }
}
