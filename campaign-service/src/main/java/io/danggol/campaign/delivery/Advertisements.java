package io.danggol.campaign.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.campaign.content.Line;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// The record of each advertisement that was handed over: what it said, at which prices, and which consent allowed it.
/// It names no person and outlives an erasure.
@Singleton
class Advertisements {
    private final ObjectMapper json;

    Advertisements(ObjectMapper json) {
        this.json = json;
    }

    /// One advertisement.
    ///
    /// @param copy subject and text as they were before the name was filled in
    /// @param products what it showed, at the prices that it named
    /// @param sent the message as it was filled in; only its hash is kept
    /// @param links where the message's links lead, by their index
    record Advertisement(
            Message message,
            String allowedBy,
            Carrier.Letter copy,
            List<Line> products,
            Carrier.Letter sent,
            List<String> links) {}

    /// Keeps an advertisement; one that is tried again replaces its first try.
    Uni<Void> keep(SqlClient tx, Advertisement ad, Instant now) {
        return tx.preparedQuery("""
                        insert into advertisement (decision_id, campaign, step, channel, sent_at, allowed_by, label,
                                                   template, products, digest)
                        values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9::text::jsonb, $10)
                        on conflict (decision_id) do update
                        set sent_at = excluded.sent_at, allowed_by = excluded.allowed_by, label = excluded.label,
                            template = excluded.template, products = excluded.products, digest = excluded.digest""")
                .execute(Tuple.tuple()
                        .addUUID(ad.message().id())
                        .addString(ad.message().campaign())
                        .addString(ad.message().step())
                        .addString(ad.message().channel().wire())
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addString(ad.allowedBy())
                        .addBoolean(ad.sent().labelled())
                        .addString(copy(ad.copy()))
                        .addString(products(ad.products()))
                        .addBuffer(Buffer.buffer(digest(ad.sent().bytes()))))
                .chain(() -> tx.preparedQuery("update decision set links = $2 where id = $1")
                        .execute(Tuple.of(ad.message().id(), ad.links().toArray(String[]::new))))
                .replaceWithVoid();
    }

    private String copy(Carrier.Letter letter) {
        var copy = json.createObjectNode();
        letter.subject().ifPresent(subject -> copy.put("subject", subject));
        return copy.put("text", letter.text()).toString();
    }

    private String products(List<Line> lines) {
        var products = json.createArrayNode();
        for (var line : lines) {
            var product = products.addObject().put("item_id", line.itemId()).put("item_name", line.name());
            line.price().ifPresent(price -> product.put("price", price).put("currency", line.currency()));
        }
        return products.toString();
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
