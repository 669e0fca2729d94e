package io.danggol.profile.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// Whom the events of one browser belong to.
///
/// An event that proves a customer is a login of theirs. An event belongs to the customer of the last login at or
/// before it, else of the first login after it; after a logout, until the next login, to the browser's own profile.
/// The answer depends on the set of events alone, not on the order in which they came.
public final class Owners {
    private Owners() {}

    /// An event and the customer that it belongs to; null stands for the browser's own profile.
    public record Owned(Step step, String customer) {}

    /// The owner of each step, in order of their positions.
    public static List<Owned> of(Collection<Step> steps) {
        var road = steps.stream().sorted().toList();
        var owned = new ArrayList<Owned>(road.size());
        var customer = firstLogin(road);
        for (var step : road) {
            if (step.customer() != null) customer = step.customer();
            owned.add(new Owned(step, customer));
            if (step.logout()) customer = null;
        }
        return owned;
    }

    private static String firstLogin(List<Step> road) {
        return road.stream()
                .map(Step::customer)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
