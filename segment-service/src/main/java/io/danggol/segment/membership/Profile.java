package io.danggol.segment.membership;

import io.danggol.segment.condition.TraitName;
import io.danggol.segment.history.Behaviour;
import io.danggol.segment.history.Consents;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Facts;
import io.danggol.segment.history.History;
import io.danggol.segment.history.Traits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// All that this service holds of one profile.
///
/// @param traitsRevision of the traits; -1 if there are none yet; so `consentsRevision`
/// @param memberships by segment key: every segment it is in, was in, or may come to be in by time alone
/// @param definitions version of the catalogue that it was last evaluated against; 0: never
/// @param thresholds version of the thresholds that it was last evaluated against
/// @param mergedInto the profile that it is part of
/// @param erasedAt what happened up to then is forgotten and stays so
/// @param traces by segment key, where time may change the membership: the trace context of what last set when
public record Profile(
        UUID id,
        History history,
        Traits traits,
        long traitsRevision,
        Consents consents,
        long consentsRevision,
        Map<String, Membership> memberships,
        long definitions,
        long thresholds,
        Optional<UUID> mergedInto,
        Optional<Instant> erasedAt,
        Map<String, String> traces) {
    private static final long NEVER = -1;

    /// Nothing known yet.
    public static Profile unknown(UUID id) {
        return new Profile(
                id,
                History.EMPTY,
                Traits.NONE,
                NEVER,
                Consents.NONE,
                NEVER,
                Map.of(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /// Whether nothing is known of it that could put it into a segment.
    public boolean isBlank() {
        return history.events().isEmpty() && traitsRevision == NEVER && consentsRevision == NEVER;
    }

    /// What conditions look at.
    public Facts facts() {
        return new Facts(Behaviour.of(history), traits, consents);
    }

    /// What news made of a profile.
    ///
    /// @param events names of the events that came or went
    /// @param traits those that have other values now
    /// @param movedIn ids of the events that came from another profile
    /// @param reborn whether it became, or ceased to be, a profile of its own
    record Learned(
            Profile profile,
            Set<String> events,
            Set<TraitName> traits,
            boolean consents,
            Set<Event.Key> movedIn,
            boolean movedOut,
            boolean reborn) {}

    /// The profile after all of `news`, in their order. Repeats change nothing.
    Learned after(List<News> news) {
        var added = new ArrayList<Event>();
        var gone = new HashSet<Event.Key>();
        var movedIn = new HashSet<Event.Key>();
        var next = this;
        for (var each : news) {
            switch (each) {
                case News.Happened(var event) -> next.add(event, added, gone);
                case News.MovedIn(var event) -> {
                    if (next.add(event, added, gone)) movedIn.add(event.key());
                }
                case News.MovedOut(var event) -> {
                    added.removeIf(other -> other.key().equals(event.key()));
                    gone.add(event.key());
                }
                case News.TraitsChanged changed -> next = next.with(changed);
                case News.ConsentsChanged(var revision, var decided) -> {
                    if (revision > next.consentsRevision) next = next.withConsents(decided, revision);
                }
                case News.ConsentsForgotten() -> next = next.withConsents(Consents.NONE, NEVER);
                case News.MergedAway(var into) -> next = next.mergedInto(Optional.of(into));
                case News.SplitOff() -> next = next.mergedInto(Optional.empty());
                case News.Erased(var at) -> {
                    added.removeIf(event -> !event.at().isAfter(at));
                    next = next.erased(at);
                }
            }
        }
        next = next.withHistory(next.history.without(gone).with(added));
        return new Learned(
                next,
                changedNames(history, next.history),
                changedTraits(traits, next.traits),
                !consents.equals(next.consents),
                movedIn,
                !gone.isEmpty(),
                !mergedInto.equals(next.mergedInto));
    }

    private boolean add(Event event, List<Event> added, Set<Event.Key> gone) {
        if (erasedAt.filter(at -> !event.at().isAfter(at)).isPresent()) return false;
        gone.remove(event.key());
        added.add(event);
        return true;
    }

    private Profile with(News.TraitsChanged changed) {
        var forgotten = erasedAt.filter(at ->
                        changed.lastSeenAt() == null || !changed.lastSeenAt().isAfter(at))
                .isPresent();
        return forgotten || changed.revision() <= traitsRevision
                ? this
                : new Profile(
                        id,
                        history,
                        changed.traits(),
                        changed.revision(),
                        consents,
                        consentsRevision,
                        memberships,
                        definitions,
                        thresholds,
                        mergedInto,
                        erasedAt,
                        traces);
    }

    private Profile withConsents(Consents decided, long revision) {
        return new Profile(
                id,
                history,
                traits,
                traitsRevision,
                decided,
                revision,
                memberships,
                definitions,
                thresholds,
                mergedInto,
                erasedAt,
                traces);
    }

    private Profile withHistory(History changed) {
        return changed == history
                ? this
                : new Profile(
                        id,
                        changed,
                        traits,
                        traitsRevision,
                        consents,
                        consentsRevision,
                        memberships,
                        definitions,
                        thresholds,
                        mergedInto,
                        erasedAt,
                        traces);
    }

    private Profile mergedInto(Optional<UUID> into) {
        return new Profile(
                id,
                history,
                traits,
                traitsRevision,
                consents,
                consentsRevision,
                memberships,
                definitions,
                thresholds,
                into,
                erasedAt,
                traces);
    }

    /// What happened later stays; traits and consents come anew.
    private Profile erased(Instant at) {
        var last = erasedAt.filter(at::isBefore).orElse(at);
        var old = history.events().stream()
                .filter(event -> !event.at().isAfter(at))
                .map(Event::key)
                .toList();
        return new Profile(
                id,
                history.without(Set.copyOf(old)),
                Traits.NONE,
                NEVER,
                Consents.NONE,
                NEVER,
                memberships,
                definitions,
                thresholds,
                Optional.empty(),
                Optional.of(last),
                Map.of());
    }

    /// With these memberships, evaluated against that catalogue.
    Profile standing(Map<String, Membership> changed, long catalogue, long population) {
        return new Profile(
                id,
                history,
                traits,
                traitsRevision,
                consents,
                consentsRevision,
                changed,
                catalogue,
                population,
                mergedInto,
                erasedAt,
                traces);
    }

    /// The same with these traces.
    Profile tracedBy(Map<String, String> changed) {
        return changed.equals(traces)
                ? this
                : new Profile(
                        id,
                        history,
                        traits,
                        traitsRevision,
                        consents,
                        consentsRevision,
                        memberships,
                        definitions,
                        thresholds,
                        mergedInto,
                        erasedAt,
                        changed);
    }

    /// Where it stands with a segment.
    public Membership membership(String segment) {
        return memberships.getOrDefault(segment, Membership.NONE);
    }

    /// The earliest instant at which time alone changes a membership.
    public Optional<Instant> recheckAt() {
        return memberships.values().stream()
                .map(Membership::recheckAt)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private static Set<String> changedNames(History before, History after) {
        if (before == after) return Set.of();
        var known = new HashMap<Event.Key, Event>();
        before.events().forEach(event -> known.put(event.key(), event));
        var names = new HashSet<String>();
        for (var event : after.events()) {
            if (!event.equals(known.remove(event.key()))) names.add(event.name());
        }
        known.values().forEach(event -> names.add(event.name()));
        return names;
    }

    private static Set<TraitName> changedTraits(Traits before, Traits after) {
        var changed = new HashSet<TraitName>();
        Stream.of(TraitName.values())
                .filter(trait -> !Objects.equals(before.of(trait), after.of(trait)))
                .forEach(changed::add);
        if (!before.shares().equals(after.shares())) changed.add(TraitName.FAVOURITE_CATEGORIES);
        return changed;
    }
}
