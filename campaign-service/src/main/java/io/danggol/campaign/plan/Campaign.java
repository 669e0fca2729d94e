package io.danggol.campaign.plan;

import io.danggol.campaign.Channel;
import io.danggol.campaign.content.Field;
import io.danggol.campaign.plan.Content.Block;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A campaign as a marketer drew it up. A draft may lack parts; [Preflight] says what it needs before it can run.
///
/// @param key its id for ever, also in paths, decisions and messages
/// @param audience the segment whose members it is for; a broadcast's recipients, a condition of all other kinds
/// @param steps the messages of a broadcast or a triggered campaign, in order; empty for an on-site one
/// @param priority 0 to 100; of two messages due at once the higher goes first
/// @param holdout the share of people, 0 to 1, who get nothing, so that its effect can be measured
public record Campaign(
        String key,
        String name,
        Kind kind,
        State state,
        Optional<String> audience,
        Optional<String> segmentEntered,
        List<Step> steps,
        Content content,
        Schedule schedule,
        Optional<Goal> goal,
        Optional<FrequencyCap> cap,
        int priority,
        double holdout) {

    /// What makes a campaign send.
    public enum Kind {
        BROADCAST,
        TRIGGERED,
        ONSITE
    }

    /// Where a campaign stands. A broadcast that has been through its audience has [State#ENDED].
    public enum State {
        DRAFT,
        ACTIVE,
        PAUSED,
        ENDED
    }

    /// One message of a campaign.
    ///
    /// @param delay time after the step before it, or after the entry
    public record Step(String key, Duration delay, List<Channel> channels, Mode mode) {
        public Step {
            channels = List.copyOf(channels);
        }
    }

    /// Whether a step goes out by all of its channels or by the first that may be used.
    public enum Mode {
        ALL,
        FIRST
    }

    /// What a campaign is for.
    ///
    /// @param within how long after a message an event counts
    public record Goal(String event, Duration within) {}

    public Campaign {
        steps = List.copyOf(steps);
        if (priority < 0 || priority > 100)
            throw new IllegalArgumentException("priority: " + priority + " (expected: 0 to 100)");
        if (!(holdout >= 0 && holdout <= 1))
            throw new IllegalArgumentException("holdout: " + holdout + " (expected: 0 to 1)");
    }

    /// The same campaign in another state.
    public Campaign in(State next) {
        return new Campaign(
                key,
                name,
                kind,
                next,
                audience,
                segmentEntered,
                steps,
                content,
                schedule,
                goal,
                cap,
                priority,
                holdout);
    }

    /// Whether its messages may go. A broadcast that has been through its audience still has those to send that
    /// the night or a cap held back.
    public boolean sends() {
        return state == State.ACTIVE || (kind == Kind.BROADCAST && state == State.ENDED);
    }

    /// The products that stand below a message's words. Where the campaign does not say: recommendations, and
    /// for who was triggered the cart, but for what the words name themselves.
    ///
    /// @param chosen what the campaign says
    /// @param named the fields that the words name
    public Set<Block> blocks(Optional<Set<Block>> chosen, Set<Field> named) {
        return chosen.orElseGet(() -> {
            var blocks = EnumSet.noneOf(Block.class);
            if (kind == Kind.TRIGGERED && named.stream().noneMatch(Field::ofCart)) blocks.add(Block.CART);
            if (named.stream().noneMatch(Field::ofRecommendations)) blocks.add(Block.RECOMMENDATIONS);
            return blocks;
        });
    }

    /// The step of that key; empty when the campaign was changed and has it no more.
    public Optional<Step> step(String stepKey) {
        return steps.stream().filter(step -> step.key().equals(stepKey)).findFirst();
    }

    /// How long after the entry a step is due: its wait and those of the steps before it.
    public Duration dueAfter(Step step) {
        return steps.subList(0, steps.indexOf(step) + 1).stream()
                .map(Step::delay)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// The segments that a person has to be in when a message goes out.
    public List<String> segments() {
        return java.util.stream.Stream.of(segmentEntered, audience)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
