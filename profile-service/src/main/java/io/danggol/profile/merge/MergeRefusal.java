package io.danggol.profile.merge;

import io.danggol.chassis.problem.Refusal;

/// Why two profiles are not merged or split.
abstract sealed class MergeRefusal extends Refusal {
    private MergeRefusal(String slug, String title, String detail) {
        super(409, slug, title, detail);
    }

    static final class SamePerson extends MergeRefusal {
        SamePerson() {
            super("same-profile", "Already one profile", "both ids stand for the same profile");
        }
    }

    static final class NobodyKnown extends MergeRefusal {
        NobodyKnown() {
            super("no-customer", "No customer among them", "one of the two has to be a customer's profile");
        }
    }

    static final class NotMerged extends MergeRefusal {
        NotMerged() {
            super("not-merged", "Not merged", "nobody merged this profile into another");
        }
    }
}
