package io.danggol.profile.identity;

import java.util.Collection;
import java.util.Objects;

/// What has to be remembered of a browser to place its next event without reading its past.
///
/// Agrees with [Owners]: where [#place] answers [Placement.Placed], the owners of all earlier events stay as they were
/// and the new event's is the one that [Owners] gives; else it answers [Placement.Recount].
///
/// @param last position of its latest event; null if there was none yet
/// @param marks which kinds of marks its events held so far
/// @param customer owner of what comes next; null stands for the browser's own profile
/// @param alias the customer that the browser's own profile stands for: the owner of its first event, as long as no
/// event belongs to the browser's own profile; else null
public record Browser(Position last, Marks marks, String customer, String alias) {

    public static final Browser NEW = new Browser(null, Marks.NONE, null, null);

    /// The marks of a browser's events.
    public enum Marks {
        NONE,
        /// Logins of a single customer and no logout: all that it did is theirs.
        ONE_CUSTOMER,
        /// A logout came before any login.
        LOGOUT_FIRST,
        MIXED
    }

    /// Where an event belongs.
    public sealed interface Placement {
        /// It belongs to `customer`, null standing for the browser's own profile, and `browser` is to be remembered.
        record Placed(String customer, Browser browser) implements Placement {}

        /// It may change whom earlier events belong to: ask [Owners] about all of them, then [Browser#of].
        record Recount() implements Placement {}
    }

    /// What is to be remembered after these events.
    public static Browser of(Collection<Step> steps) {
        if (steps.isEmpty()) return NEW;
        var owned = Owners.of(steps);
        var last = owned.getLast();
        var logins = owned.stream()
                .map(it -> it.step().customer())
                .filter(Objects::nonNull)
                .distinct()
                .count();
        var logout = owned.stream().anyMatch(it -> it.step().logout());
        var own = owned.stream().anyMatch(it -> it.customer() == null);
        var marks = logout
                ? (logins == 0 ? Marks.LOGOUT_FIRST : Marks.MIXED)
                : logins == 0 ? Marks.NONE : logins == 1 ? Marks.ONE_CUSTOMER : Marks.MIXED;
        return new Browser(
                last.step().at(),
                marks,
                last.step().logout() ? null : last.customer(),
                own ? null : owned.getFirst().customer());
    }

    /// Places an event that was not seen before.
    public Placement place(Step step) {
        var latest = last == null || step.at().isAfter(last);
        var end = latest ? step.at() : last;
        return switch (marks) {
            case NONE -> {
                if (!step.isMark()) yield new Placement.Placed(null, new Browser(end, marks, null, null));
                if (last != null || step.logout()) yield new Placement.Recount();
                yield new Placement.Placed(
                        step.customer(), new Browser(end, Marks.ONE_CUSTOMER, step.customer(), step.customer()));
            }
            case ONE_CUSTOMER -> {
                var same = step.customer() == null || step.customer().equals(customer);
                if (same && !step.logout())
                    yield new Placement.Placed(customer, new Browser(end, marks, customer, alias));
                yield latest ? append(step) : new Placement.Recount();
            }
            case LOGOUT_FIRST -> latest && step.customer() == null ? append(step) : new Placement.Recount();
            case MIXED -> latest ? append(step) : new Placement.Recount();
        };
    }

    private Placement append(Step step) {
        var owner = step.customer() == null ? customer : step.customer();
        var after = marks == Marks.LOGOUT_FIRST ? marks : Marks.MIXED;
        return new Placement.Placed(
                owner, new Browser(step.at(), after, step.logout() ? null : owner, owner == null ? null : alias));
    }
}
