package io.danggol.segment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.log.LogReaders;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.log.LogWriter;
import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ProfileMessage;
import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// The rest of the suite, as this service sees it: what profile-service writes to the log, and what others read of what
/// this service says.
///
/// The stream's time is a year ago at first and goes on only when a test says so, so that waits can be watched.
@Singleton
public class Suite {
    private final LogWriter writer;
    private final LogReaders readers;
    private final ObjectMapper json;
    private final List<LogRecord> said = new CopyOnWriteArrayList<>();
    private Instant time = Instant.now().minus(Duration.ofDays(365)).truncatedTo(ChronoUnit.SECONDS);

    Suite(LogWriter writer, LogReaders readers, ObjectMapper json) {
        this.writer = writer;
        this.readers = readers;
        this.json = json;
    }

    void start(@Observes StartupEvent event) {
        readers.tail(
                        "said",
                        List.of(Topics.SEGMENT_MEMBERSHIPS, Topics.ERASURE_RECEIPTS),
                        (records, _) -> said.addAll(records))
                .start(Map.of());
    }

    /// Up to when everything that happened has been told.
    public synchronized Instant now() {
        return time;
    }

    /// Lets the stream's time pass.
    public synchronized Instant pass(Duration duration) {
        time = time.plus(duration);
        tellTime();
        return time;
    }

    private void tellTime() {
        var body = writer.bytes(new ProfileMessage.ClockAdvanced(time));
        var topic = writer.message(Topics.PROFILE_EVENTS, "", "", "", null).topic();
        send(IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new LogMessage(
                        topic,
                        null,
                        partition,
                        ProfileMessage.ClockAdvanced.TYPE,
                        UUID.randomUUID().toString(),
                        null,
                        null,
                        body))
                .toList());
    }

    public void recorded(UUID profile, StorefrontEvent... events) {
        recorded(profile, List.of(events));
    }

    public void recorded(UUID profile, List<StorefrontEvent> events) {
        send(events.stream()
                .map(event -> message(
                        profile,
                        ProfileMessage.EventRecorded.TYPE,
                        event.id(),
                        new ProfileMessage.EventRecorded(profile, event.visitorId(), event)))
                .toList());
    }

    /// The profile did something within a trace.
    public void recorded(UUID profile, StorefrontEvent event, String traceparent) {
        var body = new ProfileMessage.EventRecorded(profile, event.visitorId(), event);
        send(List.of(message(profile, ProfileMessage.EventRecorded.TYPE, event.id(), body)
                .in(traceparent)));
    }

    public void moved(UUID from, UUID into, StorefrontEvent event) {
        var body = new ProfileMessage.EventMoved(from, into, event.visitorId(), event);
        send(List.of(
                message(from, ProfileMessage.EventMoved.TYPE, event.id(), body),
                message(into, ProfileMessage.EventMoved.TYPE, event.id(), body)));
    }

    public void merged(UUID from, UUID into) {
        var body = new ProfileMessage.ProfileMerged(from, into, now());
        send(List.of(
                message(from, ProfileMessage.ProfileMerged.TYPE, from + ":merged", body),
                message(into, ProfileMessage.ProfileMerged.TYPE, from + ":merged", body)));
    }

    public void unmerged(UUID from, UUID into) {
        var body = new ProfileMessage.ProfileUnmerged(from, into, now());
        send(List.of(
                message(from, ProfileMessage.ProfileUnmerged.TYPE, from + ":unmerged", body),
                message(into, ProfileMessage.ProfileUnmerged.TYPE, from + ":unmerged", body)));
    }

    public void changed(UUID profile, long revision, ProfileMessage.Traits traits) {
        send(List.of(message(
                profile,
                ProfileMessage.ProfileChanged.TYPE,
                profile + ":" + revision,
                new ProfileMessage.ProfileChanged(profile, revision, traits, List.of(), false))));
    }

    public void decided(UUID profile, long revision, ConsentsChanged.State... states) {
        send(List.of(writer.message(
                Topics.CONSENTS,
                profile.toString(),
                ConsentsChanged.TYPE,
                profile + ":" + revision,
                new ConsentsChanged(profile, revision, List.of(states)))));
    }

    public UUID erased(List<UUID> profiles, Instant at) {
        var request = UUID.randomUUID();
        send(List.of(writer.message(
                Topics.ERASURES,
                request.toString(),
                ErasureOrdered.TYPE,
                request.toString(),
                new ErasureOrdered(request, profiles, List.of(), at))));
        return request;
    }

    private LogMessage message(UUID profile, String type, String id, Object body) {
        return writer.message(Topics.PROFILE_EVENTS, profile.toString(), type, id, body);
    }

    public void send(List<LogMessage> messages) {
        writer.sendAll(messages).onFailure().retry().atMost(10).await().atMost(Duration.ofMinutes(1));
    }

    /// What was said under that key, oldest first; also where it was deleted.
    public List<LogRecord> records(String key) {
        return said.stream().filter(record -> record.key().equals(key)).toList();
    }

    /// What was said of a profile and a segment, oldest first.
    public List<SegmentMembership> memberships(UUID profile, String segment) {
        return records(profile + ":" + segment).stream()
                .filter(record -> record.body() != null)
                .map(record -> record.as(SegmentMembership.class, json))
                .toList();
    }

    /// What was said last of a profile and a segment.
    public Optional<SegmentMembership> membership(UUID profile, String segment) {
        var all = memberships(profile, segment);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }
}
