package io.danggol.recommendation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.danggol.chassis.log.LogReaders;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// What this service wrote to the log, and whether it is what `contracts` says.
@Singleton
public class Log {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final LogReaders readers;
    private final ObjectMapper json;
    private boolean started;

    Log(LogReaders readers, ObjectMapper json) {
        this.readers = readers;
        this.json = json;
    }

    /// The records of `topic` under `key` so far, oldest first.
    public synchronized List<LogRecord> of(Topic topic, String key) {
        if (!started) {
            started = true;
            var written = List.of(
                    Topics.PRODUCTS,
                    Topics.ERASURE_RECEIPTS,
                    Topics.PROFILE_EVENTS.dead(),
                    Topics.CONSENTS.dead(),
                    Topics.ERASURES.dead());
            readers.tail("test", written, (batch, _) -> records.addAll(batch)).start(Map.of());
        }
        return records.stream()
                .filter(record -> record.topic().endsWith(topic.name()) && key.equals(record.key()))
                .toList();
    }

    public JsonNode body(LogRecord record) {
        try {
            return json.readTree(record.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the schema of its type has against it.
    public Set<ValidationMessage> faults(LogRecord record) {
        var type = record.type();
        var name = type.substring(type.lastIndexOf('.', type.lastIndexOf('.') - 1) + 1);
        return JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        builder -> builder.schemaMappers(
                                mappers -> mappers.mapPrefix("https://danggol.io/schemas", "classpath:schemas")))
                .getSchema(SchemaLocation.of("https://danggol.io/schemas/" + name + ".schema.json"))
                .validate(body(record));
    }
}
