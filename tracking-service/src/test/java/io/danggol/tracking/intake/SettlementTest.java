package io.danggol.tracking.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.contracts.StorefrontEvent;
import io.danggol.tracking.event.Fault;
import io.danggol.tracking.event.Reason;
import io.danggol.tracking.event.Refused;
import io.danggol.tracking.event.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static Verdict accepted(String id) {
        return new Verdict.Accepted(new StorefrontEvent(
                id,
                "browser",
                "view_item",
                "v",
                null,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                new StorefrontEvent.Consent(true, false),
                null,
                null,
                null,
                List.of(),
                Map.of()));
    }

    private static final Refused REFUSED =
            new Refused("r", List.of(new Fault(Reason.INVALID_AMOUNT, "/value", "expected: >= 0")), true);

    @Test
    void everyEventIsCountedOnce() {
        var verdicts = List.of(
                accepted("a"),
                new Verdict.Rejected(REFUSED),
                accepted("b"),
                accepted("a"),
                new Verdict.Unconsented("search"),
                accepted("known"));

        var settlement = Settlement.of(verdicts, Set.of("known"));

        assertThat(settlement.fresh()).extracting(StorefrontEvent::id).containsExactly("a", "b");
        assertThat(settlement.duplicates()).isEqualTo(2);
        assertThat(settlement.unconsented()).containsExactly("search");
        assertThat(settlement.refused()).isEqualTo(Map.of(1, REFUSED));
    }

    @Test
    void anAnswerPointsAtWhatIsWrong() {
        var answer = Answer.of(Settlement.of(List.of(accepted("a"), new Verdict.Rejected(REFUSED)), Set.of()));

        assertThat(answer.accepted()).isEqualTo(1);
        assertThat(answer.rejected()).singleElement().satisfies(rejection -> {
            assertThat(rejection.index()).isEqualTo(1);
            assertThat(rejection.id()).isEqualTo("r");
            assertThat(rejection.problem().status()).isEqualTo(422);
            assertThat(rejection.problem().errors().getFirst().pointer()).isEqualTo("/value");
        });
    }
}
