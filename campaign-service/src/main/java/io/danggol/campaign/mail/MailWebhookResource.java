package io.danggol.campaign.mail;

import io.danggol.campaign.delivery.Reports;
import io.danggol.chassis.problem.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Delivery reports (RFC 3464) and complaints (RFC 5965) as the mail system passes them on: the mail as it
/// came, signed with HMAC-SHA256 in `X-Danggol-Signature: sha256=<hex>`.
@Path("/webhooks/mail")
@PermitAll
class MailWebhookResource {
    private static final class BadSignature extends Refusal {
        BadSignature() {
            super(401, "bad-signature", "Not signed as expected", "X-Danggol-Signature is not ours");
        }
    }

    private final MailConfig config;
    private final Reports reports;
    private final Pool pool;

    MailWebhookResource(MailConfig config, Reports reports, Pool pool) {
        this.config = config;
        this.reports = reports;
        this.pool = pool;
    }

    @POST
    @Consumes({"message/rfc822", "text/plain"})
    @APIResponse(responseCode = "204", description = "Taken note of")
    @APIResponse(responseCode = "401", description = "Not signed as expected")
    public Uni<Void> on(@HeaderParam("X-Danggol-Signature") String signature, byte[] mail) {
        if (!ours(signature, mail)) throw new BadSignature();
        var text = new String(mail, StandardCharsets.UTF_8);
        return Complaint.parse(text)
                .map(complaint -> pool.withTransaction(tx -> reports.complained(tx, complaint.message())))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> bounces(text))
                .invoke(reports::wake);
    }

    private Uni<Void> bounces(String mail) {
        return Multi.createFrom()
                .iterable(DeliveryReport.parse(mail))
                .filter(DeliveryReport::permanent)
                .onItem()
                .transformToUniAndConcatenate(
                        report -> pool.withTransaction(tx -> reports.bounced(tx, report.message(), report.status())))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private boolean ours(String signature, byte[] mail) {
        return signature != null
                && config.webhookSecret()
                        .map(secret -> "sha256=" + hmac(secret, mail))
                        .filter(expected -> MessageDigest.isEqual(
                                expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }

    private static String hmac(String secret, byte[] mail) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(mail));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has HmacSHA256", e);
        }
    }
}
