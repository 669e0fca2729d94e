package io.danggol.profile.view;

import io.danggol.profile.customer.Sealer;
import io.danggol.profile.customer.Sealer.Sealed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/// What staff wrote about people; encrypted at rest.
@ApplicationScoped
class Notes {
    private final Pool pool;
    private final Sealer sealer;
    private final Clock clock;

    Notes(Pool pool, Sealer sealer, Clock clock) {
        this.pool = pool;
        this.sealer = sealer;
        this.clock = clock;
    }

    record Note(UUID id, String text, String author, Instant at) {}

    Uni<Note> add(UUID profile, String text, String author) {
        var note = new Note(UUID.randomUUID(), text, author, clock.instant());
        var sealed = sealer.seal(text.getBytes(StandardCharsets.UTF_8), profile.toString());
        return pool.preparedQuery("insert into note values ($1, $2, $3, $4, $5, $6)")
                .execute(Tuple.of(
                        note.id(),
                        profile,
                        Buffer.buffer(sealed.bytes()),
                        sealed.keyId(),
                        author,
                        note.at().atOffset(ZoneOffset.UTC)))
                .replaceWith(note);
    }

    /// The note of a row of table `note`.
    Note open(Row row) {
        var sealed = new Sealed(row.getString("key_id"), row.getBuffer("body").getBytes());
        return new Note(
                row.getUUID("note"),
                new String(sealer.open(sealed, row.getUUID("profile").toString()), StandardCharsets.UTF_8),
                row.getString("author"),
                row.getOffsetDateTime("at").toInstant());
    }
}
