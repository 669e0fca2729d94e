package io.danggol.profile.customer;

import io.danggol.chassis.problem.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Brings what the shop tells of a customer into the form that is kept.
public final class CustomerForm {
    private CustomerForm() {}

    /// The customer with addresses in their one form; what is wrong goes into `errors`.
    ///
    /// @param told as the shop told it, lengths checked
    public static Customer of(Customer told, LocalDate today, List<Problem.Error> errors) {
        var email = normal("/email", told.email(), Addresses::email, "an e-mail address", errors);
        var phone = normal("/phone", told.phone(), Addresses::phone, "a phone number", errors);
        if (told.birthDate() != null && told.birthDate().isAfter(today)) {
            errors.add(new Problem.Error("/birthDate", "expected: not after " + today));
        }
        return new Customer(
                told.customerId(),
                email,
                phone,
                told.name(),
                told.birthDate(),
                told.attributes() == null ? Map.of() : told.attributes());
    }

    private static String normal(
            String pointer,
            String text,
            Function<String, Optional<String>> form,
            String expected,
            List<Problem.Error> errors) {
        if (text == null || text.isBlank()) return null;
        var normal = form.apply(text);
        if (normal.isEmpty()) errors.add(new Problem.Error(pointer, "expected: " + expected));
        return normal.orElse(null);
    }
}
