package io.danggol.chassis.log;

import io.danggol.contracts.Topics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A fold that keeps every text, and refuses the text "bad".
@Singleton
class FoldedTexts implements Fold {
    final Map<Integer, Instant> upTo = new ConcurrentHashMap<>();

    private final LogReaders readers;

    FoldedTexts(LogReaders readers) {
        this.readers = readers;
    }

    void start(@Observes StartupEvent event) {
        var erasures = readers.reader(
                "erasures", List.of(Topics.ERASURES), (_, _) -> Uni.createFrom().voidItem());
        var texts = readers.reader("texts", List.of(Topics.MESSAGE_EVENTS), this);
        readers.startInOrder(erasures, texts::start);
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var rows = records.stream().map(FoldedTexts::row).toList();
        return tx.preparedQuery("insert into folded values ($1, $2, $3, $4)")
                .executeBatch(rows)
                .invoke(() -> {
                    if (rows.stream().anyMatch(row -> row.getString(3).contains("bad")))
                        throw new BadRecord("a bad text");
                })
                .replaceWithVoid();
    }

    private static Tuple row(LogRecord record) {
        return Tuple.of(
                record.partition(), record.offset(), record.key(), new String(record.body(), StandardCharsets.UTF_8));
    }

    @Override
    public void foldedUpTo(Map<Integer, Instant> moments) {
        upTo.putAll(moments);
    }
}
