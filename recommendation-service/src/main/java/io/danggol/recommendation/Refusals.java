package io.danggol.recommendation;

import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.problem.Refusal;
import java.util.List;

/// What this service refuses on purpose.
public abstract sealed class Refusals extends Refusal {
    private Refusals(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    private Refusals(int status, String slug, String title, String detail, List<Problem.Error> errors) {
        super(status, slug, title, detail, errors);
    }

    /// A body with a wrong shape.
    public static final class InvalidBody extends Refusals {
        public InvalidBody(List<Problem.Error> errors) {
            super(422, "invalid-body", "The body is not as expected", "see errors", errors);
        }
    }

    /// A path or query parameter that cannot be.
    public static final class InvalidParameter extends Refusals {
        public InvalidParameter(String name, String expected) {
            super(
                    400,
                    "invalid-parameter",
                    "A parameter is not as expected",
                    "see errors",
                    List.of(new Problem.Error("/" + name, expected)));
        }
    }

    /// A body that is not JSON.
    public static final class MalformedBody extends Refusals {
        public MalformedBody() {
            super(400, "malformed-body", "The body is not JSON", "expected a JSON object");
        }
    }

    /// A file that is not the feed that it was sent as.
    public static final class MalformedFeed extends Refusals {
        public MalformedFeed(String detail) {
            super(400, "malformed-body", "The body is not the feed that it was sent as", detail);
        }
    }

    /// Nothing of that id.
    public static final class NotFound extends Refusals {
        public NotFound(String what) {
            super(404, "not-found", "Not found", "no such " + what);
        }
    }

    /// The catalogue cannot take more products.
    public static final class CatalogueFull extends Refusals {
        public CatalogueFull() {
            super(409, "catalogue-full", "The catalogue is full", "danggol.recommendation.items limits it");
        }
    }

    /// Asked before this replica had read what the log held at its start.
    public static final class NotReady extends Refusals {
        public NotReady() {
            super(503, "not-ready", "Not ready yet", "still reading what happened, try again soon");
        }

        @Override
        public int retryAfter() {
            return 1;
        }
    }

    /// Something that this version does not do.
    public static final class NotSupported extends Refusals {
        public NotSupported(List<Problem.Error> errors) {
            super(501, "not-supported", "Not supported", "see errors", errors);
        }
    }
}
