package io.danggol.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {
    private static final Map<String, Object> JSON = Map.of("content", Map.of("application/json", Map.of()));
    private static final Map<String, Object> PROBLEM = Map.of("content", Map.of("application/problem+json", Map.of()));
    private static final List<?> BEARER = List.of(Map.of("bearer", List.of()));

    @Test
    void aCallIsNamedWithItsSuccesses() {
        var document = document(Map.of("responses", Map.of("201", JSON, "200", JSON, "404", PROBLEM)));

        assertThat(document.calls()).containsExactly("PUT /v1/things/{id} 200 201");
    }

    @Test
    void whatSaysAllHasNoFlaws() {
        assertThat(flaws(Map.of("responses", Map.of("201", JSON, "404", PROBLEM), "security", BEARER)))
                .isEmpty();
    }

    @Test
    void aCallNeedsASuccess() {
        assertThat(flaws(Map.of("responses", Map.of("404", PROBLEM), "security", BEARER)))
                .containsExactly("PUT /v1/things/{id}: no success");
    }

    @Test
    void aRedirectIsASuccess() {
        assertThat(flaws(Map.of("responses", Map.of("302", Map.of()), "security", BEARER)))
                .isEmpty();
    }

    @Test
    void aRefusalIsAProblem() {
        assertThat(flaws(Map.of("responses", Map.of("200", JSON, "404", Map.of(), "503", JSON), "security", BEARER)))
                .containsExactlyInAnyOrder(
                        "PUT /v1/things/{id} 404: no problem", "PUT /v1/things/{id} 503: no problem");
    }

    @Test
    void aSuccessTellsItsContent() {
        assertThat(flaws(Map.of("responses", Map.of("202", Map.of("content", Map.of())), "security", BEARER)))
                .containsExactly("PUT /v1/things/{id} 202: no content");
    }

    @Test
    void whatWasPostedHasAPlace() {
        var operation = Map.of("responses", Map.of("201", JSON), "security", BEARER);

        assertThat(document("post", operation).flaws(Set.of()))
                .containsExactly("POST /v1/things/{id} 201: no Location");
    }

    @Test
    void aCallSaysWhatItAsksForUnlessItIsOpen() {
        var silent = document(Map.of("responses", Map.of("200", JSON)));
        var secured = document(Map.of("responses", Map.of("200", JSON), "security", BEARER));

        assertThat(silent.flaws(Set.of())).containsExactly("PUT /v1/things/{id}: no security");
        assertThat(silent.flaws(Set.of("/v1/things/{id}"))).isEmpty();
        assertThat(secured.flaws(Set.of("/v1/things/{id}")))
                .containsExactly("PUT /v1/things/{id}: security, though open");
    }

    @Test
    void whatIsReferredToIsThere() {
        var answer = Map.of(
                "content", Map.of("application/json", Map.of("schema", Map.of("$ref", "#/components/schemas/Thing"))));

        assertThat(flaws(Map.of("responses", Map.of("200", answer), "security", List.of(Map.of("key", List.of())))))
                .containsExactlyInAnyOrder(
                        "PUT /v1/things/{id}: no security scheme key", "nothing at #/components/schemas/Thing");
    }

    private static List<String> flaws(Map<String, Object> operation) {
        return document(operation).flaws(Set.of());
    }

    private static ApiDocument document(Map<String, Object> operation) {
        return document("put", operation);
    }

    private static ApiDocument document(String method, Map<String, Object> operation) {
        return new ApiDocument(Map.of(
                "paths", Map.of("/v1/things/{id}", Map.of(method, operation)),
                "components", Map.of("securitySchemes", Map.of("bearer", Map.of()))));
    }
}
