package io.danggol.recommendation.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.storefront.StorefrontCall;
import io.danggol.chassis.storefront.StorefrontOrBearer;
import io.danggol.recommendation.Refusals;
import io.danggol.recommendation.catalogue.Shelf;
import io.danggol.recommendation.placement.Placement;
import io.danggol.recommendation.placement.Placements;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/// Recommendations for a page, a mail or a message.
@Path("/v1/recommendations")
@StorefrontOrBearer
class RecommendationResource {
    private static final String SERVICE = "service";

    private final Recommender recommender;
    private final Placements placements;
    private final Shelf shelf;
    private final StorefrontCall call;

    RecommendationResource(Recommender recommender, Placements placements, Shelf shelf, StorefrontCall call) {
        this.recommender = recommender;
        this.placements = placements;
        this.shelf = shelf;
        this.call = call;
    }

    @GET
    public Uni<Answer> get(
            @RestQuery String placement,
            @RestQuery String visitorId,
            @RestQuery String profileId,
            @RestQuery String itemId,
            @RestQuery String cart,
            @RestQuery String exclude,
            @RestQuery String category,
            @RestQuery String query,
            @RestQuery String limit) {
        call.require(SERVICE);
        var question = Question.of(placement, visitorId, profileId, itemId, cart, exclude, category, query, limit);
        return answer(
                question,
                placements
                        .find(question.placement())
                        .orElseThrow(
                                () -> new Refusals.InvalidParameter("placement", "expected: the name of a placement")));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Answer> post(JsonNode body) {
        call.require(SERVICE);
        var question = Question.of(body);
        call.takeToken(body.path("customerToken").textValue());
        return answer(
                question,
                placements
                        .find(question.placement())
                        .orElseThrow(() -> new Refusals.InvalidBody(
                                List.of(new Problem.Error("/placement", "expected: the name of a placement")))));
    }

    private Uni<Answer> answer(Question question, Placement placement) {
        if (question.profileId() != null && !call.has(SERVICE)) throw new ForbiddenException();
        var customerId = call.customerId();
        return shelf.catchUp().map(_ -> recommender.answer(question, placement, customerId));
    }
}
