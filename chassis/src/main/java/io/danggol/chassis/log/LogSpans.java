package io.danggol.chassis.log;

import io.danggol.chassis.trace.Traceparent;
import io.danggol.chassis.trace.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// The spans of writing to and reading from the log.
///
/// A message's span goes on with the trace that the message carries; a batch, whose records are of many traces, has
/// one span with a link to each. What carries no trace has no span: ticks of clocks, backfills.
///
/// Source: OpenTelemetry's semantic conventions for messaging and for Kafka.
@Singleton
class LogSpans {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final String SEND = "send";
    private static final String PROCESS = "process";

    private final Traces traces;

    LogSpans(Traces traces) {
        this.traces = traces;
    }

    /// The span of sending a message; one without a context if it has none.
    Span sending(LogMessage message) {
        if (!traces.areOn()) return Span.getInvalid();
        var cause = Traceparent.parse(message.traceparent());
        if (!cause.isValid()) return Span.getInvalid();
        return traces.span(SEND + " " + message.topic())
                .setParent(Traces.under(cause))
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(DESTINATION, message.topic())
                .setAttribute(OPERATION, SEND)
                .setAttribute(OPERATION_TYPE, SEND)
                .startSpan();
    }

    /// What a record has to carry that is sent within `span`.
    static String carried(Span span, LogMessage message) {
        var context = span.getSpanContext();
        return context.isValid() ? Traceparent.of(context) : message.traceparent();
    }

    static void sent(Span span, Exception failure) {
        if (failure != null)
            span.setStatus(StatusCode.ERROR)
                    .setAttribute(ERROR, failure.getClass().getName());
        span.end();
    }

    /// Folds a batch.
    ///
    /// @param group empty for who reads without one
    void processing(List<LogRecord> records, Optional<String> group, Runnable fold) {
        var links = traces.areOn() ? links(records) : List.<SpanContext>of();
        if (links.isEmpty()) {
            fold.run();
            return;
        }
        var topics = records.stream().map(LogRecord::topic).distinct().toList();
        var span = traces.span(topics.size() == 1 ? PROCESS + " " + topics.getFirst() : PROCESS)
                .setNoParent()
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(OPERATION, PROCESS)
                .setAttribute(OPERATION_TYPE, PROCESS)
                .setAttribute(BATCH, (long) records.size());
        if (topics.size() == 1) span.setAttribute(DESTINATION, topics.getFirst());
        group.ifPresent(name -> span.setAttribute(GROUP, name));
        links.forEach(span::addLink);
        Traces.during(span.startSpan(), () -> {
            fold.run();
            return null;
        });
    }

    private static List<SpanContext> links(List<LogRecord> records) {
        return records.stream()
                .map(LogRecord::traceparent)
                .distinct()
                .map(Traceparent::parse)
                .filter(SpanContext::isSampled)
                .toList();
    }
}
