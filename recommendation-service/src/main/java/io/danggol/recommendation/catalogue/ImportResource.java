package io.danggol.recommendation.catalogue;

import io.danggol.chassis.imports.ImportProgress;
import io.danggol.recommendation.Refusals;
import io.danggol.recommendation.feed.BadFeed;
import io.danggol.recommendation.feed.Feed;
import io.danggol.recommendation.feed.Rows;
import io.danggol.recommendation.feed.RssRows;
import io.danggol.recommendation.feed.TsvRows;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// Many products at once, in UTF-8: our own form, or a feed that the shop has already.
@Path("/v1/products/imports")
@RolesAllowed("ingest")
class ImportResource {
    record Accepted(UUID id) {}

    private final Imports imports;

    ImportResource(Imports imports) {
        this.imports = imports;
    }

    /// One JSON object a line, each as `PUT /v1/products/{itemId}` takes it, with its `item_id`.
    @POST
    @Blocking
    @Consumes({"application/x-ndjson", "application/ndjson", "application/jsonl"})
    @APIResponse(
            responseCode = "202",
            description = "Stored, and being taken in",
            headers = @Header(name = "Location", ref = "Location"),
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Accepted.class)))
    public RestResponse<Accepted> postLines(InputStream body) throws IOException {
        var lines = lines(body);
        return accepted(Feed.PRODUCTS, () -> {
            var line = lines.readLine();
            while (line != null && line.isBlank()) line = lines.readLine();
            return line;
        });
    }

    /// Google Merchant Center or Naver EP 3.0, as the columns tell.
    @POST
    @Blocking
    @Consumes({"text/tab-separated-values", "text/tsv"})
    @APIResponse(
            responseCode = "202",
            description = "Stored, and being taken in",
            headers = @Header(name = "Location", ref = "Location"),
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Accepted.class)))
    public RestResponse<Accepted> postTable(InputStream body) throws IOException {
        try {
            var rows = new TsvRows(lines(body));
            return accepted(rows.feed(), rows);
        } catch (BadFeed e) {
            throw new Refusals.MalformedFeed(e.getMessage());
        }
    }

    /// Google Merchant Center.
    @POST
    @Blocking
    @Consumes({"application/rss+xml", "application/xml", "text/xml"})
    @APIResponse(
            responseCode = "202",
            description = "Stored, and being taken in",
            headers = @Header(name = "Location", ref = "Location"),
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Accepted.class)))
    public RestResponse<Accepted> postRss(InputStream body) throws IOException {
        try {
            return accepted(Feed.MERCHANT, new RssRows(body));
        } catch (BadFeed e) {
            throw new Refusals.MalformedFeed(e.getMessage());
        }
    }

    @GET
    @Path("{id}")
    public Uni<ImportProgress> get(UUID id) {
        return imports.find(id).map(found -> found.orElseThrow(() -> new Refusals.NotFound("import")));
    }

    private static BufferedReader lines(InputStream body) {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private RestResponse<Accepted> accepted(Feed feed, Rows rows) throws IOException {
        var id = imports.accept(feed, rows);
        return ResponseBuilder.create(RestResponse.Status.ACCEPTED, new Accepted(id))
                .location(URI.create("/v1/products/imports/" + id))
                .build();
    }
}
