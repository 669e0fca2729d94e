package io.danggol.chassis.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/// Keeps out of spans what may name a person, or open a door: addresses that were called (they hold customer ids,
/// visitor ids, e-mail addresses, write keys and tokens of links) and who called. The route and the server tell
/// enough.
@Singleton
class PrivateSpans implements SpanProcessor {
    /// What OpenTelemetry's conventions put in the place of a value that is kept back.
    static final String KEPT_BACK = "REDACTED";

    private static final List<AttributeKey<String>> PRIVATE = List.of(
            AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("url.query"),
            AttributeKey.stringKey("client.address"),
            AttributeKey.stringKey("network.peer.address"),
            AttributeKey.stringKey("user_agent.original"));

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        for (var key : PRIVATE) {
            if (span.getAttribute(key) != null) span.setAttribute(key, KEPT_BACK);
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
