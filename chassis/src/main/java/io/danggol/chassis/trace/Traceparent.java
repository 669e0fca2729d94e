package io.danggol.chassis.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

/// The header by which a trace context travels, in records and rows as well.
///
/// Source: W3C Trace Context, version 00: `00-` trace id `-` span id `-` flags, in lower-case hexadecimal.
public final class Traceparent {
    private static final int LENGTH = 55;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;
    private static final String VERSION = "00-";

    private Traceparent() {}

    /// `text`, if it is a trace context; else null.
    public static String orNull(String text) {
        return isOne(text) ? text : null;
    }

    /// The context that `text` names; invalid if it names none.
    public static SpanContext parse(String text) {
        return isOne(text)
                ? SpanContext.createFromRemoteParent(
                        text.substring(VERSION.length(), SPAN - 1),
                        text.substring(SPAN, FLAGS - 1),
                        TraceFlags.fromHex(text, FLAGS),
                        TraceState.getDefault())
                : SpanContext.getInvalid();
    }

    /// The text for a valid context.
    public static String of(SpanContext context) {
        return VERSION + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }

    private static boolean isOne(String text) {
        if (text == null || text.length() != LENGTH || !text.startsWith(VERSION)) return false;
        for (var i = VERSION.length(); i < LENGTH; i++) {
            var c = text.charAt(i);
            var isDash = i == SPAN - 1 || i == FLAGS - 1;
            if (isDash ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) return false;
        }
        return true;
    }
}
