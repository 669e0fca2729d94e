package io.danggol.tracking.intake;

import io.danggol.tracking.event.Arrival;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.resteasy.reactive.RestResponse;

/// Answers with our time in the header `Date`, from which the SDK learns how wrong its browser's clock is.
final class Answers {
    private Answers() {}

    static RestResponse<Answer> accepted(Answer answer, Arrival arrival) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, answer)
                .header(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(arrival.at().atOffset(ZoneOffset.UTC)))
                .build();
    }
}
