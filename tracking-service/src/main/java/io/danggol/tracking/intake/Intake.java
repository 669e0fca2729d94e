package io.danggol.tracking.intake;

import io.danggol.chassis.log.LogMessage;
import io.danggol.contracts.RejectedEvent;
import io.danggol.tracking.customer.Customers;
import io.danggol.tracking.duplicate.SeenEvents;
import io.danggol.tracking.event.Draft;
import io.danggol.tracking.event.EventForm;
import io.danggol.tracking.event.Proof;
import io.danggol.tracking.event.Reading;
import io.danggol.tracking.event.Refused;
import io.danggol.tracking.event.RefusedCopy;
import io.danggol.tracking.event.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Takes the events of a call: reads, judges and appends them, and answers when all in-sync replicas have them.
@Singleton
class Intake {
    private final Customers customers;
    private final SeenEvents seen;
    private final EventLog log;
    private final IntakeMetrics metrics;

    Intake(Customers customers, SeenEvents seen, EventLog log, IntakeMetrics metrics) {
        this.customers = customers;
        this.seen = seen;
        this.log = log;
        this.metrics = metrics;
    }

    /// Fails with a refusal when nothing of the call is confirmed; some of it may be on the log all the same.
    Uni<Answer> take(Call call) {
        var readings = call.events().stream()
                .map(event -> EventForm.read(event, call.arrival().sender()))
                .toList();
        return customers
                .proofs(drafts(readings), call.customerId())
                .map(proofs -> verdicts(call, readings, proofs))
                .chain(verdicts -> settle(call, verdicts));
    }

    private static List<Draft> drafts(List<Reading> readings) {
        return readings.stream()
                .flatMap(reading -> switch (reading) {
                    case Reading.Read(var draft) -> Stream.of(draft);
                    case Reading.Unreadable _ -> Stream.empty();
                })
                .toList();
    }

    private static List<Verdict> verdicts(Call call, List<Reading> readings, List<Proof> proofs) {
        var proof = proofs.iterator();
        return readings.stream()
                .map(reading -> switch (reading) {
                    case Reading.Read(var draft) -> Verdict.of(draft, proof.next(), call.arrival());
                    case Reading.Unreadable(var refused) -> new Verdict.Rejected(refused);
                })
                .toList();
    }

    private Uni<Answer> settle(Call call, List<Verdict> verdicts) {
        var events = verdicts.stream()
                .flatMap(verdict -> verdict instanceof Verdict.Accepted(var event) ? Stream.of(event) : Stream.empty())
                .toList();
        return seen.recall(events).chain(recall -> {
            var settlement = Settlement.of(verdicts, recall.known());
            return log.append(messages(call, settlement)).map(_ -> {
                seen.remember(recall, settlement.fresh());
                metrics.count(call.arrival().sender(), settlement);
                return Answer.of(settlement);
            });
        });
    }

    private List<LogMessage> messages(Call call, Settlement settlement) {
        var messages = new ArrayList<LogMessage>();
        settlement.fresh().forEach(event -> messages.add(log.accepted(event, call.traceparent())));
        if (call.again()) return messages;
        settlement.refused().forEach((index, refused) -> {
            if (refused.consented()) messages.add(rejected(call, index, refused));
        });
        return messages;
    }

    private LogMessage rejected(Call call, int index, Refused refused) {
        var copy = RefusedCopy.of(call.events().get(index));
        var problem = Answer.problemOf(refused);
        var event = new RejectedEvent(
                call.arrival().sender().source(),
                call.arrival().at(),
                copy,
                Map.of(
                        "type", problem.type(),
                        "title", problem.title(),
                        "status", problem.status(),
                        "detail", problem.detail()));
        return log.rejected(event, RefusedCopy.keyOf(copy), refused.id(), call.traceparent());
    }
}
