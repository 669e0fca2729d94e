package io.danggol.segment.definition;

import io.danggol.segment.condition.Condition;
import java.util.Locale;

/// A segment as a marketer drew it up.
///
/// @param key names it for ever; unique
/// @param version of the catalogue in which its condition or state was last changed
public record Definition(String key, Condition condition, State state, long version) {

    public boolean isDraft() {
        return state == State.DRAFT;
    }

    public boolean isPaused() {
        return state == State.PAUSED;
    }

    /// What is done with it.
    public enum State {
        /// Nobody is a member.
        DRAFT,
        /// Evaluated.
        ACTIVE,
        /// Members stay as they are.
        PAUSED;

        /// The name in JSON.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
