package io.danggol.local.suite;

import java.util.Map;

/// Whether the services tell their traces to the inbox for them: `DANGGOL_TRACES=true`, every one of them then.
final class Tracing {
    static final boolean WANTED = "true".equals(System.getenv("DANGGOL_TRACES"));

    private Tracing() {}

    /// What each service is told.
    static Map<String, String> settings(Addresses addresses) {
        return WANTED
                ? Map.of(
                        "QUARKUS_OTEL_SDK_DISABLED", "false",
                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", Addresses.url(addresses.traces()),
                        "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                        "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "1.0",
                        "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "1S")
                : Map.of();
    }
}
