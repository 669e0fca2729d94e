package io.danggol.chassis.trace;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;

/// Tells which trace a call is part of.
@Path("/trace/{customerId}")
class TraceResource {
    private final Traces traces;

    TraceResource(Traces traces) {
        this.traces = traces;
    }

    @GET
    public String here(@HeaderParam("traceparent") String incoming) {
        return traces.here(incoming);
    }
}
