package io.danggol.recommendation.strategy;

import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Recent;
import io.danggol.recommendation.history.Session;
import java.util.ArrayList;
import java.util.Collection;
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
        var positions = new Positions(trail);
        var nearest = nearest(positions, own, nowMillis);
        if (nearest.isEmpty()) return List.of();
        var scores = new Tally();
        for (var neighbour : nearest) vote(neighbour, positions, scores);
        var rarest = Math.log(Math.max(2, history.allClicks()));
        var best = new Best(limit, wanted);
        scores.each(1, (item, sum) -> {
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

    /// A list of sessions that is being read, from its newest on.
    private final class Reading {
        private final Recent<Session> sessions;
        private final Set<Session> own;
        private final double weight;
        private int next;
        private Session head;
        private int tooOld;

        Reading(int item, Set<Session> own, double weight) {
            this.sessions = history.sessionsOf(item);
            this.own = own;
            this.weight = weight;
            next = sessions.size();
            advance();
        }

        void advance() {
            while (--next >= 0) {
                head = sessions.get(next);
                if (!head.gone() && head.size() <= settings.longest() && !own.contains(head)) return;
            }
            head = null;
        }

        boolean isOver() {
            return head == null || tooOld == TOO_OLD_IN_A_ROW;
        }
    }

    /// The sessions that share an item, the most alike of the most recent ones. The lists are read side by side, newest
    /// session first, so that little is read of them beyond the sample, however many sessions there are.
    private List<Neighbour> nearest(Positions positions, Set<Session> own, long nowMillis) {
        var norm = 0.0;
        var readings = new ArrayList<Reading>();
        for (var position = positions.size() - 1; position >= 0; position--) {
            if (positions.of(positions.item(position)) != position) continue;
            var weight = Math.exp((position + 1 - positions.size()) / settings.positionDecay());
            norm += weight * weight;
            readings.add(new Reading(positions.item(position), own, weight));
        }
        var reached = reached(readings);
        for (var neighbour : reached) {
            var days = Math.max(0, nowMillis - neighbour.lastAt) / Decay.MILLIS_A_DAY;
            neighbour.likeness *=
                    Math.exp(-days / settings.ageDecay()) / Math.sqrt(norm * neighbour.session.distinct());
        }
        return mostAlike(reached);
    }

    private List<Neighbour> mostAlike(Collection<Neighbour> reached) {
        var heap = new PriorityQueue<>(settings.neighbours() + 1, MOST_ALIKE_FIRST.reversed());
        for (var neighbour : reached) {
            if (heap.size() == settings.neighbours()) {
                if (MOST_ALIKE_FIRST.compare(neighbour, heap.peek()) >= 0) continue;
                heap.remove();
            }
            heap.add(neighbour);
        }
        var nearest = new ArrayList<>(heap);
        nearest.sort(MOST_ALIKE_FIRST);
        return nearest;
    }

    /// The most recent sessions of the lists, each with the weights of the lists that it is in.
    private Collection<Neighbour> reached(List<Reading> readings) {
        var reached = new HashMap<Session, Neighbour>();
        var oldest = new PriorityQueue<>(OLDEST_FIRST);
        for (var reading = newest(readings); reading != null; reading = newest(readings)) {
            var session = reading.head;
            var neighbour = reached.get(session);
            if (neighbour == null && reached.size() == settings.sample()) {
                if (session.lastAt() <= oldest.peek().lastAt()) {
                    reading.tooOld++;
                    reading.advance();
                    continue;
                }
                reached.remove(oldest.remove().session);
            }
            if (neighbour == null) {
                neighbour = new Neighbour(session);
                reached.put(session, neighbour);
                oldest.add(neighbour);
            }
            neighbour.likeness += reading.weight;
            reading.tooOld = 0;
            reading.advance();
        }
        return reached.values();
    }

    /// The list whose next session is the most recent; null once all are read.
    private static Reading newest(List<Reading> readings) {
        Reading newest = null;
        for (var reading : readings) {
            if (!reading.isOver() && (newest == null || reading.head.lastAt() > newest.head.lastAt())) newest = reading;
        }
        return newest;
    }

    /// The asking session: where an item came last in it.
    private static final class Positions {
        private final int[] trail;

        Positions(int[] trail) {
            this.trail = trail;
        }

        int size() {
            return trail.length;
        }

        int item(int position) {
            return trail[position];
        }

        /// -1 for an item that is not in it. A trail is so short that looking through it beats any map.
        int of(int item) {
            for (var position = trail.length - 1; position >= 0; position--)
                if (trail[position] == item) return position;
            return -1;
        }
    }

    /// The position in `session` of the shared item that comes latest in the asking session.
    private static int match(Session session, Positions positions) {
        var latest = -1;
        var match = -1;
        for (var click = 0; click < session.size(); click++) {
            var position = positions.of(session.item(click));
            if (position >= latest && position >= 0) {
                latest = position;
                match = click;
            }
        }
        return match;
    }

    private void vote(Neighbour neighbour, Positions positions, Tally scores) {
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

    private Map<Integer, Support> evidence(List<Neighbour> nearest, Positions positions, List<Best.Scored> chosen) {
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
