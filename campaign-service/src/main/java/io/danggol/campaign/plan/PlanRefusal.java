package io.danggol.campaign.plan;

import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.problem.Refusal;
import java.util.List;

/// What is refused of campaigns.
public abstract sealed class PlanRefusal extends Refusal {
    private PlanRefusal(int status, String slug, String title, String detail, List<Problem.Error> errors) {
        super(status, slug, title, detail, errors);
    }

    /// The body is no campaign.
    static final class Invalid extends PlanRefusal {
        Invalid(List<Problem.Error> errors) {
            super(422, "invalid-body", "The body is not as expected", "see errors", errors);
        }

        /// A state is changed by its own call.
        static Invalid state() {
            return of("/state", "a state is changed by POST …/activate and …/pause");
        }

        /// The key in the body is not that of the path.
        static Invalid key() {
            return of("/key", "expected: the key of the path; a key never changes");
        }

        /// A running campaign would become one that may not run.
        static Invalid whileActive(List<Preflight.Finding> findings) {
            return new Invalid(findings.stream()
                    .filter(finding -> finding.severity() == Preflight.Severity.BLOCKING)
                    .map(finding -> new Problem.Error("", finding.rule() + ": " + finding.detail()))
                    .toList());
        }

        private static Invalid of(String pointer, String detail) {
            return new Invalid(List.of(new Problem.Error(pointer, detail)));
        }
    }

    /// The body asks for what API.md names and this version does not do yet.
    static final class NotSupported extends PlanRefusal {
        NotSupported(List<Problem.Error> errors) {
            super(501, "not-supported", "Not supported", "see errors", errors);
        }
    }

    /// Nobody drew up a campaign of that name.
    public static final class Unknown extends PlanRefusal {
        public Unknown() {
            super(404, "unknown-campaign", "No such campaign", "no campaign has this id", List.of());
        }
    }

    /// A cursor that no page gave.
    static final class BadCursor extends PlanRefusal {
        BadCursor() {
            super(400, "invalid-parameter", "A parameter is not as expected", "cursor: not one of ours", List.of());
        }
    }

    /// There is, or was, a campaign of that key.
    static final class KeyTaken extends PlanRefusal {
        KeyTaken() {
            super(
                    409,
                    "key-taken",
                    "The key is taken",
                    "a key is used once, also after its campaign was deleted",
                    List.of());
        }
    }

    /// The campaign is in no state for that.
    static final class WrongState extends PlanRefusal {
        WrongState(Campaign.State state) {
            super(
                    409,
                    "wrong-state",
                    "The campaign is in no state for that",
                    "it is " + state.name().toLowerCase(java.util.Locale.ROOT),
                    List.of());
        }
    }
}
