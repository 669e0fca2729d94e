package io.danggol.segment;

import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.problem.Refusal;
import io.danggol.segment.condition.Fault;
import java.util.List;

/// What this service refuses on purpose.
public final class SegmentRefusal extends Refusal {
    private SegmentRefusal(int status, String slug, String title, String detail, List<Problem.Error> errors) {
        super(status, slug, title, detail, errors);
    }

    /// There is no such segment.
    public static SegmentRefusal noSegment() {
        return new SegmentRefusal(
                404, "no-such-segment", "No such segment", "no segment has this id or key", List.of());
    }

    /// Nothing is known of this profile.
    public static SegmentRefusal noProfile() {
        return new SegmentRefusal(
                404, "no-such-profile", "No such profile", "nothing is known of this profile", List.of());
    }

    /// The key is taken.
    public static SegmentRefusal keyTaken(String key) {
        return new SegmentRefusal(
                409, "segment-exists", "The segment exists", "there is a segment '" + key + "' already", List.of());
    }

    /// Others refer to it.
    public static SegmentRefusal inUse(String by) {
        return new SegmentRefusal(
                409, "segment-in-use", "The segment is in use", "segment '" + by + "' refers to it", List.of());
    }

    /// The body has faults: 501 where all of them are that this version does not do it yet, else 422.
    public static SegmentRefusal badBody(List<Fault> faults) {
        var errors = faults.stream()
                .map(fault -> new Problem.Error(fault.pointer(), fault.detail()))
                .toList();
        return faults.stream().allMatch(Fault::later)
                ? new SegmentRefusal(501, "not-supported", "Not supported", "see errors", errors)
                : new SegmentRefusal(422, "invalid-body", "The body is not as expected", "see errors", errors);
    }

    /// The cursor is none of ours.
    public static SegmentRefusal badCursor() {
        return new SegmentRefusal(
                400,
                "invalid-parameter",
                "A parameter is not as expected",
                "cursor: pass the nextCursor of a page as it was",
                List.of());
    }
}
