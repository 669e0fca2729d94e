package io.danggol.profile.consent;

import java.util.Optional;

/// A decision as a storefront tells it: it may be a repeat, or an earlier one of the browser that its person has
/// proved to be behind.
///
/// @param carriedOver nobody decided anything now: the browser had, before its person logged in there
record Said(Decision decision, boolean carriedOver) {
    /// What the ledger takes of it for a browser, whose decision that `held` is; empty for a repeat.
    Optional<Decision> ofBrowser(Optional<Held> held) {
        return Optional.of(decision).filter(_ -> held.isEmpty() || isNewTo(held.get()));
    }

    /// What the ledger takes of it for a person; empty for a repeat.
    ///
    /// @param person what the person decided
    /// @param browser what the browser decided by itself, in which the person says it
    Optional<Decision> ofPerson(Optional<Held> person, Optional<Held> browser) {
        if (carriedOver) return carried(person, browser);
        if (person.isEmpty() || isNewTo(person.get())) return Optional.of(decision);
        // The browser decided otherwise since: that is what held here until now.
        return Optional.of(decision)
                .filter(_ -> browser.map(Held::standing)
                        .filter(it -> it.granted() != decision.granted()
                                && it.or(person.get().standing()) == it)
                        .isPresent());
    }

    /// With what stands already, a repeat tells something new by its wording alone: another one than before; for an
    /// advertising consent any, as that confirms it.
    private boolean isNewTo(Held held) {
        if (held.standing().granted() != decision.granted()) return true;
        if (decision.wording().isEmpty()) return false;
        var confirms = decision.granted()
                && Reconfirmation.due(decision.permission().purpose(), decision.at())
                        .isPresent();
        return confirms || !decision.wording().equals(held.wording());
    }

    /// As the browser decided it, then and there. It fills what the person has not decided, and a refusal that is later
    /// than the person's grant counts; no grant of a browser lifts a person's refusal.
    private Optional<Decision> carried(Optional<Held> person, Optional<Held> browser) {
        var made = browser.filter(it -> it.standing().granted() == decision.granted());
        if (person.isPresent()) {
            var earlier = person.get().standing();
            var refusedSince = !decision.granted()
                    && earlier.granted()
                    && made.map(Held::standing)
                            .filter(it -> it.or(earlier) == it)
                            .isPresent();
            if (!refusedSince) return Optional.empty();
        }
        return Optional.of(made.map(this::as).orElse(decision));
    }

    private Decision as(Held held) {
        return new Decision(
                decision.visitor(),
                decision.permission(),
                decision.granted(),
                held.standing().since(),
                held.wording().or(decision::wording),
                held.place().or(decision::place),
                "browser");
    }
}
