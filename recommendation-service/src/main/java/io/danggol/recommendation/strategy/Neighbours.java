package io.danggol.recommendation.strategy;

import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Session;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;

/// What comes next in a session, by the sessions that are most like it: VSTAN weights on a VMIS-kNN index.
///
/// Sources: VSTAN, Ludewig et al., UMUAI 2020 (10.1007/s11257-020-09277-1); index, Kersbergen et al., SIGMOD 2022
/// (10.1145/3514221.3517901).
public final class Neighbours {
    /// Lists run from new to old but for late events: after so many too old ones, nothing that counts comes any more.
    private static final int TOO_OLD_IN_A_ROW = 64;

    /// @param sample the most recent sessions that are looked at
    /// @param neighbours the most similar of them that count
    /// @param positionDecay clicks after which an item of the asking session counts 1/e
    /// @param ageDecay days after which a neighbour counts 1/e
    /// @param distanceDecay clicks between match and candidate after which the candidate counts 1/e
    /// @param rarity how much more the rarest item counts than the most common one
    /// @param longest clicks beyond which a session is a robot's and does not count
    public record Settings(
            int sample,
            int neighbours,
            double positionDecay,
            double ageDecay,
            double distanceDecay,
            double rarity,
            int longest) {
        /// Best on the validation slice of the Serenade toy set.
        public static final Settings START = new Settings(2500, 500, 2, 40, 4, 5, 200);
    }

    private static final Comparator<Neighbour> OLDEST_FIRST = Comparator.comparingLong(Neighbour::lastAt);
    private static final Comparator<Neighbour> MOST_ALIKE_FIRST =
            Comparator.comparingDouble(Neighbour::likeness).reversed().thenComparing(OLDEST_FIRST.reversed());

    private static final class Neighbour {
        final Session session;
        final long lastAt;
        double likeness;

        Neighbour(Session session) {
            this.session = session;
            this.lastAt = session.lastAt();
        }

        double likeness() {
            return likeness;
        }

        long lastAt() {
            return lastAt;
        }
    }

    private final History history;
    private final Settings settings;

    public Neighbours(History history, Settings settings) {
        this.history = history;
        this.settings = settings;
    }

    /// The best `limit` items to follow `trail`, a list of items in the order of their clicks.
    ///
    /// @param own sessions of the shopper, which are no evidence
    /// @param idOf the id of an item, for the evidence
    public List<Candidate> after(
            int[] trail, Set<Session> own, long nowMillis, IntPredicate wanted, int limit, ItemNames idOf) {
        if (trail.length == 0 || limit == 0) return List.of();
        var positions = new HashMap<Integer, Integer>();
        for (var position = 0; position < trail.length; position++) positions.put(trail[position], position);
        var nearest = nearest(trail, positions, own, nowMillis);
        if (nearest.isEmpty()) return List.of();
        var scores = new Tally();
        for (var neighbour : nearest) vote(neighbour, positions, scores);
        var rarest = Math.log(Math.max(2, history.allClicks()));
        var best = new Best(limit);
        scores.each(1, wanted, (item, sum, _) -> {
            var rarity = Math.log((double) history.allClicks() / Math.max(1, history.clicks(item))) / rarest;
            best.offer(item, sum * (1 + settings.rarity() * rarity));
        });
        var evidence = evidence(nearest, positions, best.list());
        return best.list().stream()
                .map(scored -> new Candidate(
                        scored.item(),
                        scored.score(),
                        evidence.get(scored.item()).evidence(idOf)))
                .toList();
    }

    private List<Neighbour> nearest(int[] trail, Map<Integer, Integer> positions, Set<Session> own, long nowMillis) {
        var reached = new HashMap<Session, Neighbour>();
        var oldest = new PriorityQueue<>(OLDEST_FIRST);
        var norm = 0.0;
        for (var position = trail.length - 1; position >= 0; position--) {
            if (positions.get(trail[position]) != position) continue;
            var weight = Math.exp((position + 1 - trail.length) / settings.positionDecay());
            norm += weight * weight;
            var sessions = history.sessionsOf(trail[position]);
            var tooOld = 0;
            for (var index = sessions.size() - 1; index >= 0 && tooOld < TOO_OLD_IN_A_ROW; index--) {
                var session = sessions.get(index);
                if (session.gone() || session.size() > settings.longest() || own.contains(session)) continue;
                var neighbour = reached.get(session);
                if (neighbour == null) {
                    if (reached.size() == settings.sample()) {
                        if (session.lastAt() <= oldest.peek().lastAt()) {
                            tooOld++;
                            continue;
                        }
                        reached.remove(oldest.remove().session);
                    }
                    neighbour = new Neighbour(session);
                    reached.put(session, neighbour);
                    oldest.add(neighbour);
                }
                tooOld = 0;
                neighbour.likeness += weight;
            }
        }
        for (var neighbour : reached.values()) {
            var days = Math.max(0, nowMillis - neighbour.lastAt) / Decay.MILLIS_A_DAY;
            neighbour.likeness *=
                    Math.exp(-days / settings.ageDecay()) / Math.sqrt(norm * neighbour.session.distinct());
        }
        var all = reached.values().toArray(Neighbour[]::new);
        Arrays.sort(all, MOST_ALIKE_FIRST);
        return List.of(all).subList(0, Math.min(all.length, settings.neighbours()));
    }

    /// The position in `session` of the shared item that comes latest in the asking session.
    private static int match(Session session, Map<Integer, Integer> positions) {
        var latest = -1;
        var match = -1;
        for (var click = 0; click < session.size(); click++) {
            var position = positions.getOrDefault(session.item(click), -1);
            if (position >= latest && position >= 0) {
                latest = position;
                match = click;
            }
        }
        return match;
    }

    private void vote(Neighbour neighbour, Map<Integer, Integer> positions, Tally scores) {
        var session = neighbour.session;
        var match = match(session, positions);
        for (var click = 0; click < session.size(); click++) {
            var item = session.item(click);
            if (session.lastPosition(item) != click) continue;
            var distance = Math.abs(click - match);
            var weight = session.action(click).weight();
            scores.add(item, neighbour.likeness * weight * Math.exp(-distance / settings.distanceDecay()));
        }
    }

    /// Which item of the asking session brought a candidate the most, and by how many sessions.
    private static final class Support {
        final Tally byMatch = new Tally();
        int strongest = -1;

        void add(int match, double weight) {
            byMatch.add(match, weight);
            if (strongest < 0 || byMatch.sum(match) > byMatch.sum(strongest)) strongest = match;
        }

        Evidence evidence(ItemNames idOf) {
            return new Evidence.LikeMinded(idOf.id(strongest), byMatch.count(strongest));
        }
    }

    private Map<Integer, Support> evidence(
            List<Neighbour> nearest, Map<Integer, Integer> positions, List<Best.Scored> chosen) {
        var supports = new HashMap<Integer, Support>();
        chosen.forEach(scored -> supports.put(scored.item(), new Support()));
        for (var neighbour : nearest) {
            var session = neighbour.session;
            var match = match(session, positions);
            for (var click = 0; click < session.size(); click++) {
                var support = supports.get(session.item(click));
                if (support == null || session.lastPosition(session.item(click)) != click) continue;
                support.add(
                        session.item(match),
                        neighbour.likeness * Math.exp(-Math.abs(click - match) / settings.distanceDecay()));
            }
        }
        return supports;
    }
}
