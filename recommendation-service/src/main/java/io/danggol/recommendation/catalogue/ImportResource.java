package io.danggol.recommendation.catalogue;

import io.danggol.recommendation.Refusals;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// Many products at once: one JSON object a line, each as `PUT /v1/products/{itemId}` takes it, with its `item_id`.
@Path("/v1/products/imports")
@RolesAllowed("ingest")
class ImportResource {
    record Accepted(UUID id) {}

    private final Imports imports;

    ImportResource(Imports imports) {
        this.imports = imports;
    }

    @POST
    @Blocking
    @Consumes({"application/x-ndjson", "application/ndjson", "application/jsonl"})
    public RestResponse<Accepted> post(InputStream body) {
        var id = imports.accept(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
        return ResponseBuilder.create(RestResponse.Status.ACCEPTED, new Accepted(id))
                .location(URI.create("/v1/products/imports/" + id))
                .build();
    }

    @GET
    @Path("{id}")
    public Uni<Import> get(UUID id) {
        return imports.find(id).map(found -> found.orElseThrow(() -> new Refusals.NotFound("import")));
    }
}
