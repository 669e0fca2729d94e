package io.danggol.bench.pipeline;

import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.util.Map;

/// Where a [Load] posts to.
///
/// @param headers of every call
record Target(String url, Map<String, String> headers) {
    /// The suite's intake of server events.
    static Target intake(SuiteClient suite) throws IOException, InterruptedException {
        return new Target(
                suite.addresses().serviceUrl("tracking") + "/v1/server/events",
                Map.of("Authorization", "Bearer " + suite.token("ingest"), "Content-Type", "application/json"));
    }
}
