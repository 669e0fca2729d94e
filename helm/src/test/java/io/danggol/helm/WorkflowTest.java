package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the workflow promises, as far as it can be read.
class WorkflowTest {
    private static final String TAGS = "startsWith(github.ref, 'refs/tags/v')";

    private JsonNode jobs;

    @BeforeEach
    void read() throws IOException {
        jobs = Chart.YAML
                .readTree(Chart.FOLDER
                        .resolve("../../.github/workflows/build.yaml")
                        .toFile())
                .path("jobs");
    }

    /// A failure leaves no half of a release.
    @Test
    void nothingIsPublishedBeforeAllIsBuiltAndTested() {
        var publishing = new TreeSet<String>();
        jobs.properties().forEach(job -> {
            if (job.getValue().toString().matches(".*(cosign sign|helm push|docker push|docker://|\"push\":true).*"))
                publishing.add(job.getKey());
        });

        assertThat(publishing).containsExactly("chart", "publish");
        assertThat(jobs.at("/publish/if").asText()).isEqualTo(TAGS);
        for (var job : publishing) assertThat(needed(job)).as(job).contains("test", "native", "images", "trial");
        jobs.properties()
                .forEach(job -> assertThat(job.getValue()
                                .at("/permissions/packages")
                                .asText()
                                .equals("write"))
                        .as(job.getKey())
                        .isEqualTo(publishing.contains(job.getKey())));
    }

    @Test
    void everyChangeBuildsAnImageOfEachKindAndATagAllOfThem() {
        var images = jobs.path("images");
        var published = jobs.at("/publish/strategy/matrix");

        assertThat(images.has("if")).isFalse();
        assertThat(texts(images.at("/strategy/matrix/kind"))).isEqualTo(texts(published.path("kind")));
        for (var kind : published.path("kind"))
            assertThat(Chart.FOLDER.resolve("../../deploy/images/Dockerfile." + kind.asText()))
                    .exists();
        assertThat(texts(published.path("service"))).containsExactlyInAnyOrderElementsOf(ChartReference.SERVICES);
        assertThat(images.at("/strategy/matrix/service").asText())
                .contains(TAGS)
                .contains(ChartReference.SERVICES.stream()
                        .map(service -> '"' + service + '"')
                        .collect(Collectors.joining(", ", "[", "]")));
    }

    /// What the next release is compared with.
    @Test
    void aTagIsRefusedUnlessItsSchemasWereKept() {
        assertThat(jobs.at("/test/steps").valueStream()).anySatisfy(step -> {
            assertThat(step.path("if").asText()).isEqualTo(TAGS);
            assertThat(step.path("run").asText())
                    .isEqualTo(
                            "diff -r contracts/src/main/resources/schemas" + " contracts/src/test/resources/released");
        });
    }

    /// The release takes the images that were built a moment ago, and none from elsewhere.
    @Test
    void theTrialIsInstalledFromImagesOfItsOwn() {
        var trial = jobs.path("trial");
        var runs = trial.path("steps").findValuesAsText("run");
        var values = Chart.values("values-trial.yaml");
        Chart.with(values, "global.services.image.tag", "trial");
        Chart.with(values, "global.services.image.pullPolicy", "Never");
        var objects = Chart.rendered(values);

        assertThat(trial.has("if")).isFalse();
        assertThat(runs)
                .anyMatch(run -> run.contains("helm install shop helm/danggol -f helm/danggol/values-trial.yaml")
                        && run.contains("--set global.services.image.tag=trial")
                        && run.contains("--set global.services.image.pullPolicy=Never")
                        && run.contains("--wait --wait-for-jobs"))
                .anyMatch(run -> run.contains("helm test shop"));
        assertThat(runs)
                .filteredOn(run -> run.contains("ghcr.io/danggol/$service-service:trial-jvm"))
                .hasSize(2)
                .allMatch(run -> run.contains("for service in " + String.join(" ", ChartReference.SERVICES) + ";"));
        for (var service : ChartReference.SERVICES) {
            var container = Chart.object(objects, "Deployment", service).at("/spec/template/spec/containers/0");
            assertThat(container.path("image").asText()).isEqualTo("ghcr.io/danggol/" + service + "-service:trial-jvm");
            assertThat(container.path("imagePullPolicy").asText()).isEqualTo("Never");
        }
    }

    /// The jobs that have to succeed before this one, and those before them.
    private Set<String> needed(String job) {
        var needed = new TreeSet<String>();
        var needs = jobs.path(job).path("needs");
        for (var before : needs.isTextual() ? Set.of(needs.asText()) : texts(needs)) {
            needed.add(before);
            needed.addAll(needed(before));
        }
        return needed;
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
    }
}
