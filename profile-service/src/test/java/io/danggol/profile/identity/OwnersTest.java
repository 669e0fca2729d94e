package io.danggol.profile.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersTest {

    /// A road is written as steps in their order: `.` any event, `A` an event that proves customer A, `-` a logout,
    /// `a` a logout that proves customer A. Owners likewise, `.` for the browser's own profile.
    @ParameterizedTest
    @CsvSource({
        "...,   ...",
        "..A.,  AAAA",
        "A..,   AAA",
        ".A.B.B,  AAABBB",
        "A.-..,   AAA..",
        "A-.B,    AA.B",
        ".A.-.A.-., AAAA.AAA.",
        "A.B.a.,   AABBA.",
        "..-..,    .....",
        "..-.A,    AAA.A",
    })
    void anEventBelongsToTheLastLoginElseToTheFirst(String road, String owners) {
        var owned = Owners.of(steps(road));

        assertThat(owned.stream()
                        .map(it -> it.customer() == null ? "." : it.customer())
                        .toList())
                .containsExactlyElementsOf(Arrays.asList(owners.split("")));
    }

    @Test
    void placingEventByEventInAnyOrderEndsWhereTheWholeRoadEnds() {
        for (var seed = 0L; seed < 20_000; seed++) {
            var random = new Random(seed);
            var road = randomRoad(random);
            Collections.shuffle(road, random);

            var placed = placeAll(road);

            var expected = new HashMap<Step, String>();
            Owners.of(road).forEach(it -> expected.put(it.step(), it.customer()));
            assertThat(placed.owners()).as("seed %s", seed).isEqualTo(expected);
            assertThat(placed.browser()).as("seed %s", seed).isEqualTo(Browser.of(road));
        }
    }

    @Test
    void whatIsRememberedDoesNotDependOnTheOrderOfTheRoad() {
        for (var seed = 0L; seed < 2_000; seed++) {
            var random = new Random(seed);
            var road = randomRoad(random);
            var shuffled = new ArrayList<>(road);
            Collections.shuffle(shuffled, random);

            assertThat(Browser.of(shuffled)).as("seed %s", seed).isEqualTo(Browser.of(road));
        }
    }

    @Test
    void theOwnProfileStandsForACustomerWhileItOwnsNothing() {
        assertThat(Browser.of(steps("..A.")).alias()).isEqualTo("A");
        assertThat(Browser.of(steps(".A.B")).alias()).isEqualTo("A");
        assertThat(Browser.of(steps("A.-")).alias()).isEqualTo("A");
        assertThat(Browser.of(steps("A.-.")).alias()).isNull();
        assertThat(Browser.of(steps("...")).alias()).isNull();
    }

    private record Result(Map<Step, String> owners, Browser browser) {}

    private static Result placeAll(List<Step> road) {
        var browser = Browser.NEW;
        var owners = new HashMap<Step, String>();
        var seen = new HashSet<Step>();
        for (var step : road) {
            seen.add(step);
            switch (browser.place(step)) {
                case Browser.Placement.Placed(var customer, var next) -> {
                    owners.put(step, customer);
                    browser = next;
                }
                case Browser.Placement.Recount() -> {
                    Owners.of(seen).forEach(it -> owners.put(it.step(), it.customer()));
                    browser = Browser.of(seen);
                }
            }
        }
        return new Result(owners, Objects.requireNonNull(browser));
    }

    private static List<Step> steps(String road) {
        var steps = new ArrayList<Step>();
        for (var i = 0; i < road.length(); i++) steps.add(step(i, road.charAt(i)));
        return steps;
    }

    private static Step step(int second, char kind) {
        var customer = Character.isLetter(kind) ? String.valueOf(Character.toUpperCase(kind)) : null;
        return new Step(
                new Position(Instant.ofEpochSecond(second), "e" + second, "browser"),
                customer,
                kind == '-' || Character.isLowerCase(kind));
    }

    private static List<Step> randomRoad(Random random) {
        var kinds = switch (random.nextInt(4)) {
            case 0 -> "....A";
            case 1 -> "....A-";
            case 2 -> "...AB-";
            default -> "..ABCab-";
        };
        var road = new ArrayList<Step>();
        var length = random.nextInt(1, 12);
        for (var i = 0; i < length; i++) {
            var step = step(i, kinds.charAt(random.nextInt(kinds.length())));
            // some events share their time and differ by id alone
            var at = new Position(Instant.ofEpochSecond(i / 2), step.at().id(), "browser");
            road.add(new Step(at, step.customer(), step.logout()));
        }
        return road;
    }
}
