package io.danggol.profile.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.rest.Instants;
import io.danggol.chassis.rest.Page;
import io.danggol.profile.person.People;
import io.danggol.profile.person.PersonRefusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What a person did and was sent, and what staff noted, latest first.
@ApplicationScoped
class Timeline {
    private final Pool pool;
    private final People people;
    private final Notes notes;
    private final ObjectMapper json;

    Timeline(Pool pool, People people, Notes notes, ObjectMapper json) {
        this.pool = pool;
        this.people = people;
        this.notes = notes;
        this.json = json;
    }

    /// @param kind `event`, `message` or `note`; the field of that name says what it was
    record Entry(String kind, Instant at, JsonNode event, JsonNode message, Notes.Note note) {}

    /// @param cursor instant and key of the last entry of the page before; null for the first page
    Uni<Page<Entry>> of(UUID profile, int limit, String cursor) {
        var after = Cursor.of(cursor);
        return people.members(pool, profile)
                .chain(members -> pool.preparedQuery("""
                                select * from (
                                    (select 'event' as kind, occurred_at as at, 'e' || source || id as key, body,
                                        null::text as key_id, null::text as author, null::uuid as note, owner as profile
                                     from archive where owner = $1 and (occurred_at, 'e' || source || id) < ($3, $4)
                                     order by occurred_at desc, key desc limit $5)
                                    union all
                                    (select 'message', at, 'm' || id, body, null, null, null, profile
                                     from message where profile = any($2) and (at, 'm' || id) < ($3, $4)
                                     order by at desc, id desc limit $5)
                                    union all
                                    (select 'note', at, 'n' || id, sealed, key_id, author, id, profile
                                     from note where profile = any($2) and (at, 'n' || id) < ($3, $4)
                                     order by at desc, id desc limit $5)
                                ) as entry order by at desc, key desc limit $5""")
                        .execute(Tuple.of(
                                profile,
                                members.toArray(UUID[]::new),
                                after.at().atOffset(ZoneOffset.UTC),
                                after.key(),
                                limit)))
                .map(rows -> {
                    var entries = new ArrayList<Entry>();
                    String next = null;
                    for (var row : rows) {
                        entries.add(entry(row));
                        next = new Cursor(row.getOffsetDateTime("at").toInstant(), row.getString("key")).text();
                    }
                    return new Page<>(List.copyOf(entries), entries.size() < limit ? null : next);
                });
    }

    private record Cursor(Instant at, String key) {
        private static final Cursor START = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), "~");

        static Cursor of(String text) {
            if (text == null) return START;
            try {
                var bar = text.indexOf('|');
                return new Cursor(Instants.parse(text.substring(0, bar)), text.substring(bar + 1));
            } catch (DateTimeException | IndexOutOfBoundsException e) {
                throw new PersonRefusal.BadCursor();
            }
        }

        String text() {
            return at + "|" + key;
        }
    }

    private Entry entry(Row row) {
        var at = row.getOffsetDateTime("at").toInstant();
        return switch (row.getString("kind")) {
            case "event" -> new Entry("event", at, read(row), null, null);
            case "message" -> new Entry("message", at, null, read(row), null);
            default -> new Entry("note", at, null, null, notes.open(row));
        };
    }

    private JsonNode read(Row row) {
        try {
            return json.readTree(row.getBuffer("body").getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
