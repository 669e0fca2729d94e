package io.danggol.campaign.kakao;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.campaign.delivery.Handover;
import io.danggol.campaign.delivery.Reports;
import io.danggol.chassis.problem.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Results, and refusals by the 080 number, that NHN tells by itself. Each hook counts once, in whatever order they
/// come; what we do not know is let be.
@Path("/webhooks/nhn")
@PermitAll
class NhnWebhookResource {
    private static final String RESULT = "MESSAGE_RESULT_UPDATE";
    private static final String REFUSAL = "UNSUBSCRIBE";
    private static final int LONGEST_ID = 200;

    private static final class BadSignature extends Refusal {
        BadSignature() {
            super(401, "bad-signature", "Not signed as expected", "X-Toast-Webhook-Signature is not ours");
        }
    }

    private final KakaoConfig config;
    private final Reports reports;
    private final NumberRefusals refusals;
    private final Pool pool;
    private final Clock clock;

    NhnWebhookResource(KakaoConfig config, Reports reports, NumberRefusals refusals, Pool pool, Clock clock) {
        this.config = config;
        this.reports = reports;
        this.refusals = refusals;
        this.pool = pool;
        this.clock = clock;
    }

    @POST
    @APIResponse(responseCode = "204", description = "Taken note of")
    @APIResponse(responseCode = "401", description = "Not signed as expected")
    public Uni<Void> on(@HeaderParam("X-Toast-Webhook-Signature") String signature, @NotNull JsonNode body) {
        if (!ours(signature)) throw new BadSignature();
        return switch (body.path("event").asText()) {
            case RESULT -> each(body, hook -> pool.withTransaction(tx -> once(tx, hook)));
            case REFUSAL -> each(body, this::refuse);
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> each(JsonNode body, Function<JsonNode, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(body.path("hooks"))
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .asList()
                .invoke(reports::wake)
                .replaceWithVoid();
    }

    private Uni<Void> refuse(JsonNode hook) {
        var id = hook.path("hookId").asText();
        var number = hook.path("recipientNo").asText();
        return id.isEmpty() || id.length() > LONGEST_ID || !number.matches("\\d{9,15}")
                ? Uni.createFrom().voidItem()
                : refusals.byNumber("nhn:" + id, number);
    }

    private boolean ours(String signature) {
        return signature != null
                && config.nhn()
                        .webhookSignature()
                        .filter(expected -> MessageDigest.isEqual(bytes(expected), bytes(signature)))
                        .isPresent();
    }

    private Uni<Void> once(SqlConnection tx, JsonNode hook) {
        var id = hook.path("hookId").asText();
        var message = message(hook);
        if (id.isEmpty() || id.length() > LONGEST_ID || message.isEmpty())
            return Uni.createFrom().voidItem();
        return tx.preparedQuery("insert into webhook_call (hook_id, at) values ($1, $2) on conflict do nothing")
                .execute(Tuple.of("nhn:" + id, clock.instant().atOffset(ZoneOffset.UTC)))
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : reports.result(tx, message.get(), meaning(hook)));
    }

    private static Optional<UUID> message(JsonNode hook) {
        try {
            return Optional.of(UUID.fromString(hook.path("recipientGroupingKey").asText()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Handover meaning(JsonNode hook) {
        return KakaoResults.meaning(hook.path("resultCode").asText());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
