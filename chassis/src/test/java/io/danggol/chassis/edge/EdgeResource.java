package io.danggol.chassis.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.problem.Refusal;
import io.danggol.chassis.rest.Flags;
import io.danggol.chassis.storefront.Storefront;
import io.danggol.chassis.storefront.StorefrontCall;
import io.danggol.chassis.storefront.StorefrontEvents;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;

@Path("/edge")
class EdgeResource {
    record Line(@NotBlank String name, int pieces, LocalDate on) {
        Line {
            if (pieces < 1) throw new IllegalArgumentException("pieces: " + pieces + " (expected: >= 1)");
        }
    }

    record Order(@Valid @NotNull List<Line> lines) {}

    private static final class OutOfStock extends Refusal {
        private OutOfStock() {
            super(
                    409,
                    "out-of-stock",
                    "Out of stock",
                    "none left",
                    List.of(new Problem.Error("/lines/0", "none left")));
        }

        @Override
        public int retryAfter() {
            return 7;
        }
    }

    private final StorefrontCall call;

    EdgeResource(StorefrontCall call) {
        this.call = call;
    }

    @POST
    @Path("orders")
    @Consumes(MediaType.APPLICATION_JSON)
    public Order order(@Valid @NotNull Order order) {
        return order;
    }

    @POST
    @Path("length")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Integer> length(byte[] body) {
        return Uni.createFrom().item(body.length);
    }

    @POST
    @Path("imported")
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    public long imported(InputStream body) {
        try {
            return body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GET
    @Path("page")
    public int page(@Max(500) @QueryParam("limit") int limit) {
        return limit;
    }

    @POST
    @Path("tree")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonNode tree(JsonNode tree) {
        return tree;
    }

    @GET
    @Path("flag")
    public boolean flag(@QueryParam("on") String on) {
        return Flags.of("on", on);
    }

    record Token(String customerToken) {}

    @POST
    @Path("token")
    @Storefront
    @Consumes(MediaType.APPLICATION_JSON)
    public String token(Token token) {
        call.takeToken(token.customerToken());
        return call.customerId().orElse("nobody");
    }

    @GET
    @Path("refused")
    public String refused() {
        throw new OutOfStock();
    }

    @GET
    @Path("broken")
    public String broken() {
        throw new IllegalStateException("a fault");
    }

    @GET
    @Path("people/{address}")
    public String person() {
        return "somebody";
    }

    @GET
    @Path("customer")
    @Storefront
    public String customer() {
        return call.requireCustomer();
    }

    @GET
    @Path("events")
    @StorefrontEvents
    public String events() {
        return call.customerId().orElse("nobody");
    }
}
