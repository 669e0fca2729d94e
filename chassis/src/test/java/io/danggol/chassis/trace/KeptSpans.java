package io.danggol.chassis.trace;

import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/// The spans that were made, in the order of their ends.
@Singleton
public class KeptSpans {
    private final InMemorySpanExporter kept = InMemorySpanExporter.create();

    @Produces
    @Singleton
    SpanExporter exporter() {
        return kept;
    }

    /// The spans that have ended so far.
    public List<SpanData> all() {
        return kept.getFinishedSpanItems();
    }

    /// The first span of this kind, once it has ended.
    public SpanData first(Predicate<SpanData> kind) {
        return await().until(() -> all().stream().filter(kind).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }
}
