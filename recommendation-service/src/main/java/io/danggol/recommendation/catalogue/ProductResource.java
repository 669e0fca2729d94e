package io.danggol.recommendation.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.storefront.Storefront;
import io.danggol.contracts.Product;
import io.danggol.recommendation.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// The catalogue at the edge. What a call changed holds for every answer after it, on every replica.
@Path("/v1/products/{itemId}")
class ProductResource {
    private final Catalogue catalogue;
    private final Shelf shelf;

    ProductResource(Catalogue catalogue, Shelf shelf) {
        this.catalogue = catalogue;
        this.shelf = shelf;
    }

    @GET
    @Storefront
    public Uni<Product> get(String itemId) {
        return shelf.catchUp()
                .map(_ -> shelf.find(itemId)
                        .map(ProductMessages::toMessage)
                        .orElseThrow(() -> new Refusals.NotFound("product")));
    }

    @PUT
    @RolesAllowed("ingest")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "Replaced")
    @APIResponse(responseCode = "201", description = "Made")
    public Uni<RestResponse<Product>> put(String itemId, JsonNode body) {
        checkId(itemId);
        var product = switch (ProductForm.read(body, itemId)) {
            case ProductForm.Read.Good good -> good.product();
            case ProductForm.Read.Bad bad -> throw new Refusals.InvalidBody(bad.errors());
        };
        return catalogue
                .put(List.of(product))
                .map(List::getFirst)
                .chain(stored -> announced(stored)
                        .map(_ -> ResponseBuilder.create(
                                        stored.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                                        stored.change().product())
                                .build()));
    }

    @PUT
    @Path("stock")
    @RolesAllowed("ingest")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Product> putStock(String itemId, JsonNode body) {
        checkId(itemId);
        var errors = new ArrayList<Problem.Error>();
        var stock = ProductForm.stock(body, errors);
        if (!errors.isEmpty()) throw new Refusals.InvalidBody(errors);
        return catalogue.setStock(itemId, stock).chain(this::announced).map(Change::product);
    }

    @DELETE
    @RolesAllowed("ingest")
    @APIResponse(responseCode = "204", description = "Taken out of the catalogue")
    @APIResponse(responseCode = "400", description = "No item id")
    public Uni<Void> delete(String itemId) {
        checkId(itemId);
        return catalogue.delete(itemId).chain(this::announced).replaceWithVoid();
    }

    private Uni<Change> announced(Optional<Catalogue.Stored> stored) {
        return announced(stored.orElseThrow(() -> new Refusals.NotFound("product")));
    }

    private Uni<Change> announced(Catalogue.Stored stored) {
        return shelf.announce(List.of(stored.change())).replaceWith(stored.change());
    }

    private static void checkId(String itemId) {
        if (!ProductForm.isId(itemId))
            throw new Refusals.InvalidParameter("itemId", "expected: 1 to " + ProductForm.LONGEST_ID + " characters");
    }
}
