package io.danggol.profile.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.profile.consent.Chain.Content;
import io.danggol.profile.consent.Chain.Link;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final UUID SUBJECT = UUID.fromString("0193a6b2-0000-8000-8000-000000000001");

    @Test
    void aLedgerAsItWasWrittenIsWhole() {
        assertThat(Chain.isWhole(SUBJECT, List.of())).isTrue();
        assertThat(Chain.isWhole(SUBJECT, ledger(5))).isTrue();
    }

    @Test
    void itStaysWholeWhenDecisionsAndSaltsAreErased() {
        var erased = ledger(5).stream()
                .map(it -> new Link(it.number(), Optional.empty(), it.rowHash(), it.chainHash()))
                .toList();

        assertThat(Chain.isWhole(SUBJECT, erased)).isTrue();
    }

    @Test
    void anyChangeBreaksIt() {
        for (var seed = 0L; seed < 2_000; seed++) {
            var random = new Random(seed);
            var ledger = new ArrayList<>(ledger(random.nextInt(2, 8)));
            var at = random.nextInt(ledger.size());
            switch (random.nextInt(4)) {
                case 0 -> ledger.set(at, changed(ledger.get(at)));
                case 1 -> ledger.remove(random.nextInt(ledger.size() - 1));
                case 2 -> Collections.swap(ledger, at, (at + 1) % ledger.size());
                default -> ledger.add(at, ledger.get(random.nextInt(ledger.size())));
            }

            assertThat(Chain.isWhole(SUBJECT, ledger)).as("seed %s", seed).isFalse();
        }
    }

    @Test
    void aLedgerIsNobodyElses() {
        assertThat(Chain.isWhole(UUID.randomUUID(), ledger(1))).isFalse();
    }

    private static Link changed(Link it) {
        var content = it.content().orElseThrow();
        var other = content.decision().clone();
        other[0] ^= 1;
        return new Link(it.number(), Optional.of(new Content(content.salt(), other)), it.rowHash(), it.chainHash());
    }

    private static List<Link> ledger(int rows) {
        var ledger = new ArrayList<Link>();
        var before = Chain.start(SUBJECT);
        for (var number = 1; number <= rows; number++) {
            var decision = ("결정 " + number).getBytes(StandardCharsets.UTF_8);
            var link = Chain.next(before, number, new Content(new byte[] {(byte) number}, decision));
            ledger.add(link);
            before = link.chainHash();
        }
        return ledger;
    }
}
