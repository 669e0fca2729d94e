package io.danggol.segment.membership;

import io.danggol.segment.definition.Catalogue;
import io.danggol.segment.definition.Reads;
import io.danggol.segment.evaluation.Evaluation;
import io.danggol.segment.evaluation.Evaluator;
import io.danggol.segment.history.Behaviour;
import io.danggol.segment.history.Facts;
import io.danggol.segment.membership.Change.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Decides what becomes of a profile's memberships. Values in, values out.
///
/// @param streamTime up to when everything that happened is known: what time alone decides is decided up to then
/// @param now the present
public record Review(Catalogue catalogue, Instant streamTime, Instant now) {
    private static final int LONGEST_REASON = 1_024;

    /// A profile and what changed on the way to it.
    public record Outcome(Profile profile, List<Change> changes) {}

    /// Brings a profile up to the catalogue and thresholds in force.
    public Outcome caughtUp(Profile profile) {
        if (profile.definitions() == catalogue.version() && profile.thresholds() == catalogue.thresholdsVersion()) {
            return new Outcome(profile, List.of());
        }
        var draft = new Draft(profile, List.of());
        for (var each : evaluated(profile)) {
            if (each.version() > profile.definitions()) {
                draft.evaluate(each, _ -> Cause.BACKFILL);
            } else if (each.reads().thresholds() && profile.thresholds() != catalogue.thresholdsVersion()) {
                draft.evaluate(each, _ -> Cause.THRESHOLD);
            }
        }
        draft.endWithdrawn();
        return draft.outcome();
    }

    /// What the profile becomes by `news`.
    public Outcome after(Profile profile, List<News> news) {
        var unknown = profile.equals(Profile.unknown(profile.id()));
        var before = unknown ? new Outcome(profile, List.of()) : caughtUp(profile);
        var learned = before.profile().after(news);
        if (learned.profile().equals(before.profile())) return before;
        var draft = new Draft(learned.profile(), before.changes());
        if (evaluated(learned.profile()).isEmpty()) draft.endAll(Cause.MERGE);
        var everything = unknown
                || learned.reborn()
                || before.profile().consents().objected()
                        != learned.profile().consents().objected();
        var old = new Facts(
                draft.facts.behaviour(),
                before.profile().traits(),
                before.profile().consents());
        for (var each : evaluated(learned.profile())) {
            if (everything || each.reads().anyOf(learned.events()) || factsChanged(each.reads(), learned)) {
                draft.evaluate(each, evaluation -> cause(each, learned, evaluation));
                if (factsChanged(each.reads(), learned)) draft.dateIfFactsDecided(each, old);
            }
        }
        return draft.outcome();
    }

    /// What the profile becomes because time has passed.
    public Outcome onTime(Profile profile) {
        var before = caughtUp(profile);
        var draft = new Draft(before.profile(), before.changes());
        for (var each : evaluated(before.profile())) {
            var recheckAt = draft.standing(each.key()).recheckAt();
            if (recheckAt.filter(at -> !at.isAfter(streamTime)).isPresent()) draft.evaluate(each, _ -> Cause.TIME);
        }
        return draft.outcome();
    }

    /// Nobody is evaluated who is part of another profile, or of whom nothing is known.
    private List<Catalogue.Active> evaluated(Profile profile) {
        return profile.mergedInto().isPresent() || profile.isBlank() ? List.of() : catalogue.active();
    }

    private static boolean factsChanged(Reads reads, Profile.Learned learned) {
        return learned.traits().stream().anyMatch(reads.traits()::contains) || learned.consents() && reads.consents();
    }

    private Cause cause(Catalogue.Active segment, Profile.Learned learned, Evaluation evaluation) {
        var byMerge = learned.reborn()
                || learned.movedOut() && !evaluation.member()
                || !learned.movedIn().isEmpty() && withoutMoved(segment, learned) != evaluation.member();
        if (byMerge) return Cause.MERGE;
        return evaluation.byTime() ? Cause.TIME : Cause.EVENT;
    }

    /// Whether the profile would be a member if nothing had come over from another one.
    private boolean withoutMoved(Catalogue.Active segment, Profile.Learned learned) {
        var profile = learned.profile();
        var own = new Facts(
                Behaviour.of(profile.history().without(learned.movedIn())), profile.traits(), profile.consents());
        return new Evaluator(own, streamTime, catalogue.world())
                .evaluate(segment.definition().condition())
                .member();
    }

    /// A profile's memberships while they are decided.
    private final class Draft {
        private final Profile profile;
        private final Facts facts;
        private final Evaluator evaluator;
        private final Map<String, Membership> memberships;
        private final List<Change> changes;

        Draft(Profile profile, List<Change> changes) {
            this.profile = profile;
            this.facts = profile.facts();
            this.evaluator = new Evaluator(facts, streamTime, catalogue.world());
            this.memberships = new TreeMap<>(profile.memberships());
            this.changes = new ArrayList<>(changes);
        }

        Membership standing(String segment) {
            return memberships.getOrDefault(segment, Membership.NONE);
        }

        void evaluate(Catalogue.Active segment, Function<Evaluation, Cause> cause) {
            var evaluation = evaluator.evaluate(segment.definition().condition());
            var before = standing(segment.key());
            if (evaluation.member() == before.member()) {
                put(segment.key(), before.recheckedAt(evaluation.recheckAt()));
                return;
            }
            var occurrence =
                    evaluation.member() ? evaluation.decidedBy().map(event -> event.id()) : Optional.<String>empty();
            change(
                    segment.key(),
                    new Membership(
                            evaluation.member(),
                            evaluation.since().orElse(now),
                            occurrence,
                            nextRevision(before),
                            evaluation.recheckAt()),
                    cause.apply(evaluation),
                    (evaluation.member() ? "" : "더 이상 해당하지 않음: ") + segment.text());
        }

        /// An entry that the events alone would not have brought about happens now, and no event decided it.
        void dateIfFactsDecided(Catalogue.Active segment, Facts old) {
            if (changes.isEmpty() || !changes.getLast().segment().equals(segment.key())) return;
            var change = changes.getLast();
            if (!change.now().member()) return;
            var byEvents = new Evaluator(old, streamTime, catalogue.world())
                    .evaluate(segment.definition().condition());
            if (byEvents.member()) return;
            changes.removeLast();
            var entry = change.now();
            change(
                    segment.key(),
                    new Membership(true, now, Optional.empty(), entry.revision(), entry.recheckAt()),
                    change.cause() == Cause.TIME ? Cause.EVENT : change.cause(),
                    change.reason());
        }

        /// Ends the memberships in segments that are no more, or a draft again; those of paused ones stay as they are.
        void endWithdrawn() {
            for (var segment : List.copyOf(memberships.keySet())) {
                var definition = catalogue.definition(segment);
                if (definition.isEmpty() || definition.get().isDraft()) {
                    end(segment, Cause.BACKFILL, "세그먼트가 더 이상 쓰이지 않음");
                } else if (definition.get().isPaused()) {
                    put(segment, standing(segment).recheckedAt(Optional.empty()));
                }
            }
        }

        void endAll(Cause cause) {
            List.copyOf(memberships.keySet()).forEach(segment -> end(segment, cause, "다른 프로필에 합쳐짐"));
        }

        private void end(String segment, Cause cause, String reason) {
            var before = standing(segment);
            if (before.member()) {
                var ended = new Membership(false, now, Optional.empty(), nextRevision(before), Optional.empty());
                change(segment, ended, cause, reason);
            } else {
                put(segment, before.recheckedAt(Optional.empty()));
            }
        }

        private void change(String segment, Membership membership, Cause cause, String reason) {
            put(segment, membership);
            var cut = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
            changes.add(new Change(profile.id(), segment, membership, cause, cut));
        }

        private void put(String segment, Membership membership) {
            if (membership.equals(Membership.NONE)) memberships.remove(segment);
            else memberships.put(segment, membership);
        }

        /// Grows also over an erasure or a lost database, after which it starts with the time of day.
        private long nextRevision(Membership before) {
            return Math.max(before.revision() + 1, now.toEpochMilli());
        }

        Outcome outcome() {
            return new Outcome(
                    profile.standing(memberships, catalogue.version(), catalogue.thresholdsVersion()),
                    List.copyOf(changes));
        }
    }
}
