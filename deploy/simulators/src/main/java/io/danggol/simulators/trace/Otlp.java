package io.danggol.simulators.trace;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.danggol.simulators.http.BadCall;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads what exporters send.
///
/// Source: OpenTelemetry Protocol 1.9, `ExportTraceServiceRequest` in binary protobuf.
final class Otlp {
    private static final String SERVICE = "service.name";

    private Otlp() {}

    /// @throws BadCall if the bytes are no such request
    static List<Span> spans(byte[] request) {
        try {
            return ExportTraceServiceRequest.parseFrom(request).getResourceSpansList().stream()
                    .flatMap(Otlp::spans)
                    .toList();
        } catch (InvalidProtocolBufferException e) {
            throw new BadCall("The body is no ExportTraceServiceRequest in binary protobuf.");
        }
    }

    private static Stream<Span> spans(ResourceSpans resource) {
        var service = String.valueOf(
                attributes(resource.getResource().getAttributesList()).get(SERVICE));
        return resource.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> span(service, span));
    }

    private static Span span(String service, io.opentelemetry.proto.trace.v1.Span span) {
        var start = span.getStartTimeUnixNano();
        return new Span(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                span.getParentSpanId().isEmpty() ? null : hex(span.getParentSpanId()),
                service,
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", "").toLowerCase(Locale.ROOT),
                Instant.ofEpochSecond(start / 1_000_000_000, start % 1_000_000_000),
                (span.getEndTimeUnixNano() - start) / 1_000,
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                span.getLinksList().stream()
                        .map(link -> new Span.Link(hex(link.getTraceId()), hex(link.getSpanId())))
                        .toList(),
                attributes(span.getAttributesList()));
    }

    private static Map<String, Object> attributes(List<KeyValue> pairs) {
        var attributes = new TreeMap<String, Object>();
        pairs.forEach(pair -> attributes.put(pair.getKey(), value(pair.getValue())));
        return attributes;
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream().map(Otlp::value).toList();
            case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
            case BYTES_VALUE -> hex(value.getBytesValue());
            case VALUE_NOT_SET -> "";
        };
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
