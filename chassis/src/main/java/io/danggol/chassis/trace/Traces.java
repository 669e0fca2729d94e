package io.danggol.chassis.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.inject.Singleton;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Makes the spans of what a service decides and does. While `quarkus.otel.sdk.disabled` holds it makes none, and
/// every trace context is passed on as it came.
///
/// What is told about a span never names a person, an address or what somebody wrote: names of campaigns, segments,
/// channels, topics and servers, and outcomes, no more.
@Singleton
public class Traces {
    private static final AttributeKey<String> ABOUT = AttributeKey.stringKey("danggol.about");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("danggol.outcome");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");

    private final boolean on;
    private final Tracer tracer;
    private final Vertx vertx;

    Traces(
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean disabled,
            OpenTelemetry telemetry,
            Vertx vertx) {
        this.on = !disabled;
        this.tracer = telemetry.getTracer("io.danggol");
        this.vertx = vertx;
    }

    /// Work that blocks.
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T get() throws E;
    }

    /// The trace context of what goes on here: of the call that is answered, or the work [#within]. Where there is
    /// none, and while no spans are made, what came in from outside.
    ///
    /// @param incoming as a header had it; null if there was none
    /// @return null if there is no trace
    public String here(String incoming) {
        if (!on) return Traceparent.orNull(incoming);
        var current = Span.current().getSpanContext();
        return current.isValid() ? Traceparent.of(current) : Traceparent.orNull(incoming);
    }

    /// Something was decided because of what `cause` stands for: a span of no length in that trace.
    ///
    /// @param what such as `decide membership`
    /// @param about such as the segment's key
    /// @param cause null if it belongs to no trace: then there is no span
    /// @return the trace context of what follows from it; `cause` itself while no spans are made
    public String decided(String what, String about, String outcome, String cause) {
        if (!on) return cause;
        var parent = Traceparent.parse(cause);
        if (!parent.isValid()) return null;
        var span = tracer.spanBuilder(what + " " + about)
                .setParent(under(parent))
                .setAttribute(ABOUT, about)
                .setAttribute(OUTCOME, outcome)
                .startSpan();
        span.end();
        return Traceparent.of(span.getSpanContext());
    }

    /// Does work that belongs to the trace of `cause`; the calls that it makes carry the trace on.
    ///
    /// @param what such as `deliver`
    /// @param about such as the channel
    /// @param cause null if it belongs to no trace: then there is no span
    public <T, E extends Exception> T within(String what, String about, String cause, Work<T, E> work) throws E {
        if (!on) return work.get();
        var parent = Traceparent.parse(cause);
        if (!parent.isValid()) return work.get();
        var span = tracer.spanBuilder(what + " " + about)
                .setParent(under(parent))
                .setAttribute(ABOUT, about)
                .startSpan();
        // HTTP clients look for the trace in a context of Vert.x, which other threads do not have.
        var context = (ContextInternal) VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        var before = context.beginDispatch();
        try (var _ = Context.root().with(span).makeCurrent()) {
            return during(span, work);
        } finally {
            context.endDispatch(before);
        }
    }

    /// A call of another server, where its client makes no span itself.
    ///
    /// @param what such as `send mail`
    /// @param failed whether what came of it is a failure
    public <T, E extends Exception> T call(String what, String server, int port, Work<T, E> work, Predicate<T> failed)
            throws E {
        if (!on) return work.get();
        var span = tracer.spanBuilder(what)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SERVER, server)
                .setAttribute(PORT, (long) port)
                .startSpan();
        return during(span, work, failed);
    }

    /// Whether spans are made.
    public boolean areOn() {
        return on;
    }

    /// A span to be told more of, for those that this class does not make.
    public SpanBuilder span(String name) {
        return tracer.spanBuilder(name);
    }

    /// Does work as what `span` stands for, and ends it.
    public static <T, E extends Exception> T during(Span span, Work<T, E> work) throws E {
        return during(span, work, _ -> false);
    }

    private static <T, E extends Exception> T during(Span span, Work<T, E> work, Predicate<T> failed) throws E {
        try {
            var made = work.get();
            if (failed.test(made)) span.setStatus(StatusCode.ERROR);
            return made;
        } catch (Exception e) {
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR, e.getClass().getName());
            throw e;
        } finally {
            span.end();
        }
    }

    /// Where what belongs to `parent` goes on.
    public static Context under(SpanContext parent) {
        return Context.root().with(Span.wrap(parent));
    }
}
