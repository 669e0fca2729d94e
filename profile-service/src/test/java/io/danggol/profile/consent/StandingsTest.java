package io.danggol.profile.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.profile.consent.Standings.Decided;
import io.danggol.profile.consent.Standings.Matter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingsTest {
    private static final List<Matter> MATTERS = Stream.of(
                    Optional.<String>empty(), Optional.of("v1"), Optional.of("v2"))
            .flatMap(visitor -> Stream.of(Purpose.ANALYTICS, Purpose.PERSONALIZATION)
                    .map(purpose -> new Matter(visitor, Permission.of(purpose))))
            .toList();

    @ParameterizedTest
    @CsvSource({
        // told        stands       lost
        "granted   2, granted   1, true",
        "withdrawn 2, granted   1, true",
        "withdrawn 1, granted   1, true",
        "granted   1, withdrawn 1, false",
        "granted   1, granted   1, false",
        "withdrawn 1, withdrawn 1, false",
        "withdrawn 1, granted   2, false",
    })
    void whatIsLaterIsLostAndAtOneInstantTheRefusalOfAGrant(String told, String stands, boolean lost) {
        assertThat(one(told).beyond(one(stands)).isEmpty()).isEqualTo(!lost);
    }

    private static Standings one(String decision) {
        var parts = decision.split(" +");
        var standing = new Standing(parts[0].equals("granted"), Instant.ofEpochSecond(Long.parseLong(parts[1])), "");
        return new Standings(Map.of(MATTERS.getFirst(), standing));
    }

    /// What a database forgets in whatever pieces, and is told again in whatever order and however often, holds
    /// as if it had never been forgotten.
    @Test
    void whatIsTakenBackMakesWholeInAnyOrderAndOnlyOnce() {
        for (var seed = 0L; seed < 2_000; seed++) {
            var random = new Random(seed);
            var decisions = decisions(random, 12);
            var kept = decisions.subList(0, random.nextInt(decisions.size()));
            var told = new ArrayList<Standings>();
            for (var i = 0; i < 5; i++)
                told.add(Standings.of(decisions.subList(0, random.nextInt(decisions.size() + 1))));
            told.add(Standings.of(decisions));
            Collections.shuffle(told, random);

            var stands = Standings.of(kept);
            for (var message : told) {
                var lost = message.beyond(stands);
                stands = stands.with(lost);
                assertThat(message.beyond(stands)).as("seed %s", seed).isEqualTo(Standings.NONE);
                assertThat(lost.all().entrySet())
                        .as("seed %s", seed)
                        .isSubsetOf(message.all().entrySet());
            }

            assertThat(stands).as("seed %s", seed).isEqualTo(Standings.of(decisions));
        }
    }

    @Test
    void nothingIsTakenBackFromBeforeItsSubjectWasErased() {
        for (var seed = 0L; seed < 500; seed++) {
            var random = new Random(seed);
            var told = Standings.of(decisions(random, 12));
            var erasedAt = Instant.ofEpochSecond(random.nextInt(5));

            var later = told.since(matter -> matter.visitor().isEmpty() ? erasedAt : null);

            told.all()
                    .forEach((matter, standing) -> assertThat(later.all().containsKey(matter))
                            .isEqualTo(matter.visitor().isPresent()
                                    || standing.since().isAfter(erasedAt)));
        }
    }

    private static List<Decided> decisions(Random random, int most) {
        return IntStream.range(0, 1 + random.nextInt(most))
                .mapToObj(_ -> new Decided(
                        MATTERS.get(random.nextInt(MATTERS.size())),
                        new Standing(random.nextBoolean(), Instant.ofEpochSecond(random.nextInt(5)), "")))
                .toList();
    }
}
