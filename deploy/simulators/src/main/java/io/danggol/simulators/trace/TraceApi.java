package io.danggol.simulators.trace;

import io.danggol.simulators.http.Answer;
import io.danggol.simulators.http.BadCall;
import io.danggol.simulators.http.Call;
import io.danggol.simulators.http.HttpEdge;
import io.danggol.simulators.http.Page;
import io.danggol.simulators.trace.Spans.Trace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Takes spans by OTLP over HTTP and gives traces as JSON and as a page.
final class TraceApi {
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final int MOST_BYTES = 64 << 20;

    private final Spans spans;

    TraceApi(Spans spans) {
        this.spans = spans;
    }

    void routes(HttpEdge edge) {
        edge.page("/", TraceApi.class, "traces.html", PAGE_POLICY)
                .file("/traces.css", TraceApi.class, "traces.css", "text/css;charset=UTF-8")
                .file("/traces.js", TraceApi.class, "traces.js", "text/javascript;charset=UTF-8")
                .route("POST", "/v1/traces", this::take)
                .route("GET", "/api/traces", this::list)
                .route("DELETE", "/api/traces", _ -> empty())
                .route("GET", "/api/traces/{traceId}", this::one);
    }

    private Answer take(Call call) throws IOException {
        spans.add(Otlp.spans(body(call)));
        return Answer.of(200, "application/x-protobuf", new byte[0]);
    }

    private static byte[] body(Call call) throws IOException {
        if (!call.header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent()) return call.body();
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(call.body()))) {
            var body = unzipped.readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) throw new BadCall("The body has more than 64 MiB unzipped.");
            return body;
        }
    }

    private Answer list(Call call) {
        return Answer.json(200, Page.of(call, spans.traces(), Trace::traceId).json(TraceApi::line));
    }

    private static Map<String, Object> line(Trace trace) {
        var json = new LinkedHashMap<String, Object>();
        json.put("traceId", trace.traceId());
        json.put("name", trace.name());
        json.put("services", trace.services());
        json.put("start", trace.start());
        json.put("end", trace.end());
        json.put("spans", trace.spans());
        json.put("failed", trace.failed());
        return json;
    }

    private Answer one(Call call) {
        var trace = spans.of(call.path("traceId"));
        if (trace.isEmpty()) return Answer.problem(404, "Not found", "There is no such trace, or no longer.");
        var json = new LinkedHashMap<String, Object>();
        json.put("traceId", call.path("traceId"));
        json.put("spans", trace);
        json.put("linked", spans.linkedTo(call.path("traceId")));
        return Answer.json(200, json);
    }

    private Answer empty() {
        spans.clear();
        return Answer.noContent();
    }
}
