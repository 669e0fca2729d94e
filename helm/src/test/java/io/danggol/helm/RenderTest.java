package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderTest {
    @ParameterizedTest
    @ValueSource(strings = {"values-trial.yaml", "values-production.yaml"})
    void renders(String file) throws Exception {
        var objects = Chart.rendered(file);
        for (var o : objects)
            System.out.println(
                    o.path("kind").asText() + " " + o.at("/metadata/name").asText());
        assertThat(objects).isNotEmpty();
        java.nio.file.Files.writeString(
                java.nio.file.Path.of("/tmp/" + file + ".out"),
                Chart.YAML.writerWithDefaultPrettyPrinter().writeValueAsString(objects));
    }
}
