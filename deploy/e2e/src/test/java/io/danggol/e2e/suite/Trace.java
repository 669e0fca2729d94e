package io.danggol.e2e.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.local.suite.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A trace as the inbox for traces has it.
///
/// @param spans of this trace, by their beginnings
/// @param linked spans of other traces that link to one of these
public record Trace(List<Span> spans, List<Span> linked) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// @param parentId empty for the first of a trace
    /// @param links ids of the spans that it links to
    public record Span(String id, Optional<String> parentId, String service, String name, List<String> links) {}

    /// As far as it has come; empty if there is none.
    public static Trace of(SuiteClient suite, String traceId) throws IOException, InterruptedException {
        var trace = SuiteClient.JSON.readTree(text(suite, traceId));
        return new Trace(spans(trace.path("spans")), spans(trace.path("linked")));
    }

    /// All that the inbox tells of it.
    public static String text(SuiteClient suite, String traceId) throws IOException, InterruptedException {
        var url = Addresses.url(suite.addresses().traces()) + "/api/traces/" + traceId;
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    private static List<Span> spans(JsonNode list) {
        return stream(list)
                .map(span -> new Span(
                        span.path("spanId").asText(),
                        Optional.ofNullable(span.path("parentId").textValue()),
                        span.path("service").asText(),
                        span.path("name").asText(),
                        stream(span.path("links"))
                                .map(link -> link.path("spanId").asText())
                                .toList()))
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
