package io.danggol.recommendation.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// What an answer may know of the shopper: their latest clicks, oldest first, and the sessions that these come from.
public record Trail(List<Click> clicks, Set<Session> sessions) {
    public static final Trail EMPTY = new Trail(List.of(), Set.of());

    /// One click.
    ///
    /// @param at milliseconds since 1970
    public record Click(int item, long at, Action action) {}

    private static final Comparator<Session> LATEST_FIRST =
            Comparator.comparingLong(Session::lastAt).reversed();
    private static final Comparator<Click> LATEST_CLICK_FIRST =
            Comparator.comparingLong(Click::at).reversed();

    /// The last `limit` clicks after `since` of `sessions`; within a millisecond those of a session keep their order.
    static Trail of(Collection<Session> sessions, long since, int limit) {
        var clicks = new ArrayList<Click>();
        var oldest = Long.MAX_VALUE;
        for (var session : sessions.stream().sorted(LATEST_FIRST).toList()) {
            if (clicks.size() >= limit && session.lastAt() < oldest) break;
            for (var click = session.size() - 1; click >= 0 && session.at(click) > since; click--) {
                clicks.add(new Click(session.item(click), session.at(click), session.action(click)));
                oldest = Math.min(oldest, session.at(click));
            }
        }
        clicks.sort(LATEST_CLICK_FIRST);
        return clicks.isEmpty()
                ? EMPTY
                : new Trail(
                        List.copyOf(clicks.subList(0, Math.min(limit, clicks.size()))
                                .reversed()),
                        Set.copyOf(sessions));
    }

    public boolean isEmpty() {
        return clicks.isEmpty();
    }
}
