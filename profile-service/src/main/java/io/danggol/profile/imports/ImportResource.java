package io.danggol.profile.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// Customers, consents or offline orders, many at once.
@Path("/v1/imports")
@RolesAllowed("operator")
class ImportResource {
    record Accepted(UUID id) {}

    private final Imports imports;
    private final ObjectMapper json;

    ImportResource(Imports imports, ObjectMapper json) {
        this.imports = imports;
        this.json = json;
    }

    /// @param kind `customers`, `consents` or `orders`
    @POST
    @Blocking
    @Consumes({"application/x-ndjson", "application/ndjson", "application/jsonl"})
    @APIResponse(
            responseCode = "202",
            description = "Stored, and being taken in",
            headers = @Header(name = "Location", ref = "Location"),
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Accepted.class)))
    public RestResponse<Accepted> ndjson(@QueryParam("kind") String kind, InputStream body) {
        return accepted(kind(kind), false, body);
    }

    /// The same as comma-separated values under a header.
    @POST
    @Blocking
    @Consumes("text/csv")
    @APIResponse(
            responseCode = "202",
            description = "Stored, and being taken in",
            headers = @Header(name = "Location", ref = "Location"),
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Accepted.class)))
    public RestResponse<Accepted> csv(@QueryParam("kind") String kind, InputStream body) {
        return accepted(kind(kind), true, body);
    }

    private static Kind kind(String wire) {
        return Kind.of(wire).orElseThrow(ImportRefusal.NoKind::new);
    }

    private RestResponse<Accepted> accepted(Kind kind, boolean csv, InputStream body) {
        try {
            var text = text(body);
            var id = imports.accept(kind, csv, csv ? Lines.ofCsv(text, kind, json) : Lines.ofNdjson(text));
            return ResponseBuilder.create(RestResponse.Status.ACCEPTED, new Accepted(id))
                    .location(URI.create("/v1/imports/" + id))
                    .build();
        } catch (CharacterCodingException e) {
            throw new ImportRefusal.Malformed("expected: UTF-8");
        } catch (Csv.Unclosed e) {
            throw new ImportRefusal.Malformed("a quote is not closed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader text(InputStream body) {
        return new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder());
    }

    @GET
    @Path("{id}")
    public Uni<Import> get(UUID id) {
        return imports.find(id).map(found -> found.orElseThrow(ImportRefusal.Unknown::new));
    }
}
