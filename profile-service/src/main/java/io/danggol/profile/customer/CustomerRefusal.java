package io.danggol.profile.customer;

import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.problem.Refusal;
import java.util.List;

/// A customer's data are not what they should be.
final class CustomerRefusal extends Refusal {
    CustomerRefusal(List<Problem.Error> errors) {
        super(422, "invalid-body", "The body is not as expected", "see errors", errors);
    }
}
