package io.danggol.campaign.audience;

import io.danggol.campaign.Channel;
import io.danggol.contracts.ConsentsChanged.State;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a person's decisions allow. Nothing decided means "no".
public final class Decided {
    private static final Set<Channel> BY_ADDRESS = EnumSet.of(Channel.EMAIL, Channel.KAKAO);

    private Decided() {}

    /// The channels with a consent for `purpose` that binds the person, not only a browser.
    public static Set<Channel> channels(Collection<State> states, String purpose) {
        var channels = EnumSet.noneOf(Channel.class);
        for (var channel : BY_ADDRESS) {
            var decided = states.stream()
                    .filter(state -> state.visitorId() == null
                            && state.purpose().equals(purpose)
                            && channel.wire().equals(state.channel()))
                    .toList();
            if (!decided.isEmpty() && decided.stream().allMatch(Decided::granted)) channels.add(channel);
        }
        return channels;
    }

    /// Whether the person objects to being chosen by automatic means.
    public static boolean profilingRefused(Collection<State> states) {
        return states.stream()
                .anyMatch(state -> state.visitorId() == null && state.purpose().equals("profiling") && !granted(state));
    }

    /// Whether what is known of the person may be used on this browser's pages, by the latest decision for the person
    /// or for the browser; of two at one instant the refusal holds. Empty where nobody decided.
    public static Optional<Boolean> personalizes(Collection<State> states, String visitorId) {
        return states.stream()
                .filter(state -> state.purpose().equals("personalization"))
                .filter(state -> state.visitorId() == null || state.visitorId().equals(visitorId))
                .max(Comparator.comparing(State::since).thenComparing(state -> !granted(state)))
                .map(Decided::granted);
    }

    /// The person's advertising consents, each with its channel and its own instant.
    public static List<State> grants(Collection<State> states) {
        return states.stream()
                .filter(state -> state.visitorId() == null && state.purpose().equals("marketing") && granted(state))
                .filter(state -> state.channel() != null)
                .toList();
    }

    private static boolean granted(State state) {
        return state.state().equals("granted");
    }
}
