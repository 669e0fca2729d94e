package io.danggol.profile.consent;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.BadRecord;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.ConsentsChanged;
import io.danggol.profile.consent.Standings.Decided;
import io.danggol.profile.consent.Standings.Matter;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/// What the log was told of a profile's consents.
///
/// @param id of the message
/// @param revision empty where it was told that nothing holds, as the person was erased
record Told(String id, UUID profile, Optional<Long> revision, Standings states) {
    /// Refuses what this service cannot have told.
    static Told of(LogRecord record, ObjectMapper json) {
        if (record.body() == null) return new Told(record.id(), key(record), Optional.empty(), Standings.NONE);
        var message = record.as(ConsentsChanged.class, json);
        if (message.profileId() == null || message.states() == null) throw new BadRecord("no profile or no states");
        return new Told(
                record.id(),
                message.profileId(),
                Optional.of(message.revision()),
                Standings.of(message.states().stream().map(Told::decided).toList()));
    }

    private static UUID key(LogRecord record) {
        try {
            return UUID.fromString(record.key());
        } catch (IllegalArgumentException | NullPointerException _) {
            throw new BadRecord("the key is no profile id");
        }
    }

    private static Decided decided(ConsentsChanged.State state) {
        try {
            var permission = new Permission(Purpose.of(state.purpose()).orElseThrow(), Channel.of(state.channel()));
            if (state.since() == null) throw new BadRecord("a decision without its instant");
            return new Decided(
                    new Matter(Optional.ofNullable(state.visitorId()), permission),
                    new Standing(state.state().equals("granted"), state.since(), ""));
        } catch (NoSuchElementException | IllegalArgumentException | NullPointerException _) {
            throw new BadRecord("a decision about nothing that is known");
        }
    }
}
