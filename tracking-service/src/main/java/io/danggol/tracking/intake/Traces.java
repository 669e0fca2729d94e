package io.danggol.tracking.intake;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;

/// W3C trace context, passed on from the call to the log.
final class Traces {
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Traces() {}

    /// As it came; null if there is none.
    static String of(HttpHeaders headers) {
        var traceparent = headers.getHeaderString("traceparent");
        return traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null;
    }
}
