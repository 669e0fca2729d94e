package io.danggol.tracking.duplicate;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Notes keys in Redis and looks keys up there, for many calls at once: whatever comes while a trip is under way goes
/// with the next one. A key that is noted before it is asked for is found.
final class Trips {
    /// Calls that share a trip, at most.
    private static final int SEATS = 500;

    /// One command instead of one for each key.
    private static final String NOTE = "for i = 1, #KEYS do redis.call('SET', KEYS[i], '', 'EX', ARGV[1]) end";

    private final Redis redis;
    private final String seconds;
    private final Duration patience;
    private final Queue<Errand> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    /// What a call wants done, in the order of the calls.
    ///
    /// @param kind what is done with the keys
    /// @param caller told what was found on the trip
    private record Errand(Kind kind, Collection<String> keys, UniEmitter<? super Set<String>> caller) {}

    private enum Kind {
        NOTE,
        QUESTION
    }

    /// @param life how long a key stays
    /// @param patience how long a trip may take
    Trips(Redis redis, Duration life, Duration patience) {
        this.redis = redis;
        this.seconds = Long.toString(life.toSeconds());
        this.patience = patience;
    }

    /// Those of these keys that are noted; at least, as other calls' may be among them. Answers where it was asked:
    /// calls that shared a trip go on side by side.
    Uni<Set<String>> known(Collection<String> keys) {
        var here = Vertx.currentContext();
        var answer = errand(Kind.QUESTION, keys);
        return here == null ? answer : answer.emitOn(rest -> here.runOnContext(_ -> rest.run()));
    }

    /// Notes these keys.
    Uni<Void> note(Collection<String> keys) {
        return errand(Kind.NOTE, keys).replaceWithVoid();
    }

    private Uni<Set<String>> errand(Kind kind, Collection<String> keys) {
        return Uni.createFrom().emitter(caller -> {
            waiting.add(new Errand(kind, keys, caller));
            depart();
        });
    }

    private void depart() {
        if (waiting.isEmpty() || !underWay.compareAndSet(false, true)) return;
        var errands = Stream.generate(waiting::poll)
                .limit(SEATS)
                .takeWhile(Objects::nonNull)
                .toList();
        Uni.createFrom()
                .deferred(() -> travel(errands))
                .subscribe()
                .with(
                        found -> {
                            arrive();
                            errands.forEach(errand -> errand.caller().complete(found));
                        },
                        failure -> {
                            arrive();
                            errands.forEach(errand -> errand.caller().fail(failure));
                        });
    }

    private void arrive() {
        underWay.set(false);
        depart();
    }

    /// The keys that were asked for and found.
    private Uni<Set<String>> travel(List<Errand> errands) {
        var noted = keys(errands, Kind.NOTE);
        var asked = keys(errands, Kind.QUESTION);
        var commands = new ArrayList<Request>(2);
        if (!noted.isEmpty()) commands.add(noting(noted));
        if (!asked.isEmpty()) commands.add(looking(asked));
        if (commands.isEmpty()) return Uni.createFrom().item(Set.of());
        return redis.batch(commands)
                .ifNoItem()
                .after(patience)
                .fail()
                .map(answers -> asked.isEmpty() ? Set.of() : found(asked, answers.getLast()));
    }

    private static List<String> keys(List<Errand> errands, Kind kind) {
        return errands.stream()
                .filter(errand -> errand.kind() == kind)
                .flatMap(errand -> errand.keys().stream())
                .toList();
    }

    private Request noting(List<String> keys) {
        var command = Request.cmd(Command.EVAL).arg(NOTE).arg(keys.size());
        keys.forEach(command::arg);
        return command.arg(seconds);
    }

    private static Request looking(List<String> keys) {
        var command = Request.cmd(Command.MGET);
        keys.forEach(command::arg);
        return command;
    }

    private static Set<String> found(List<String> keys, Response values) {
        var found = new HashSet<String>();
        for (var i = 0; i < keys.size(); i++) {
            if (values.get(i) != null) found.add(keys.get(i));
        }
        return found;
    }
}
