package io.danggol.simulators.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.danggol.simulators.Web;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceInboxTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER = "0af7651916cd43dd8448eb211c80319d";
    private static final long NOON = 1_795_000_000_000_000_000L;

    private final TraceInbox inbox = new TraceInbox(0);
    private final Web web = new Web(inbox.port());

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void aTraceIsItsSpansInTheirOrderAndWhatLinksToThem() throws Exception {
        send(request("segment-service", span(TRACE, "0000000000000002", "0000000000000001", "decide", 5)));
        send(request("tracking-service", span(TRACE, "0000000000000001", null, "POST /v1/events", 0)));
        send(request("profile-service", linked(span(OTHER, "0000000000000003", null, "process", 3))));

        var trace = web.get("/api/traces/" + TRACE);
        assertThat(trace.path("spans").findValuesAsText("name")).containsExactly("POST /v1/events", "decide");
        var first = trace.path("spans").path(0);
        assertThat(first.path("service").asText()).isEqualTo("tracking-service");
        assertThat(first.path("parentId").isNull()).isTrue();
        assertThat(first.path("durationMicros").asLong()).isEqualTo(1_000);
        assertThat(first.path("attributes").path("danggol.about").asText()).isEqualTo("something");
        assertThat(trace.path("linked").findValuesAsText("name")).containsExactly("process");
        var list = web.get("/api/traces");
        assertThat(list.path("total").asInt()).isEqualTo(2);
        assertThat(list.path("items").findValuesAsText("traceId")).containsExactly(OTHER, TRACE);
    }

    @Test
    void bodiesMayBeZippedAndMustBeSpans() throws Exception {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(request("tracking-service", span(TRACE, "0000000000000001", null, "zipped", 0)));
        }

        assertThat(web.call("POST", "/v1/traces", zipped.toByteArray(), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(200);
        assertThat(web.call("POST", "/v1/traces", "nonsense".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(web.get("/api/traces").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void anUnknownTraceIsNotFoundAndThePageIsThere() throws Exception {
        assertThat(web.call("GET", "/api/traces/" + TRACE, null).statusCode()).isEqualTo(404);
        assertThat(web.call("GET", "/", null).body()).contains("추적");
    }

    @Test
    void theOldestAreForgotten() throws Exception {
        send(request("tracking-service", span(TRACE, "0000000000000001", null, "old", 0)));
        var many = ResourceSpans.newBuilder();
        var scope = ScopeSpans.newBuilder();
        for (var i = 0; i < Spans.MOST; i++) scope.addSpans(span(OTHER, "%016x".formatted(i + 2), null, "new", i));
        send(ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(many.addScopeSpans(scope))
                .build()
                .toByteArray());

        assertThat(web.call("GET", "/api/traces/" + TRACE, null).statusCode()).isEqualTo(404);
        assertThat(web.get("/api/traces").path("total").asInt()).isEqualTo(1);
    }

    private void send(byte[] request) throws IOException, InterruptedException {
        assertThat(web.call("POST", "/v1/traces", request, "Content-Type", "application/x-protobuf")
                        .statusCode())
                .isEqualTo(200);
    }

    private static byte[] request(String service, Span.Builder span) {
        var resource = Resource.newBuilder().addAttributes(text("service.name", service));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(resource)
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build()
                .toByteArray();
    }

    private static Span.Builder span(String trace, String id, String parent, String name, int atMillis) {
        var start = NOON + atMillis * 1_000_000L;
        var span = Span.newBuilder()
                .setTraceId(bytes(trace))
                .setSpanId(bytes(id))
                .setName(name)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + 1_000_000)
                .addAttributes(text("danggol.about", "something"));
        return parent == null ? span : span.setParentSpanId(bytes(parent));
    }

    private static Span.Builder linked(Span.Builder span) {
        return span.addLinks(Span.Link.newBuilder().setTraceId(bytes(TRACE)).setSpanId(bytes("0000000000000001")));
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
