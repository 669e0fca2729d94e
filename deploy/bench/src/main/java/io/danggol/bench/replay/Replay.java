package io.danggol.bench.replay;

import io.danggol.bench.suite.SuiteClient;
import io.danggol.bench.suite.Waiting;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Sends a recorded shop through the running suite and tells, side by side, what a plain count over the file says
/// and what the suite says at the end of the road.
public final class Replay {
    /// How long a call is repeated while a service, or what it needs, is away: in a drill it is started again.
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /// How long the local suite needs at most to measure the RFM scores, which it does every minute.
    private static final Duration SCORES = Duration.ofSeconds(150);

    private static final int CATEGORIES = 3;

    private final SuiteClient suite;
    private final PrintStream console;

    public Replay(SuiteClient suite, PrintStream console) {
        this.suite = suite.patient(PATIENCE);
        this.console = console;
    }

    /// @return 0, or 1 when file and suite differ
    public int run(List<String> arguments) throws IOException, InterruptedException {
        var options = ReplayOptions.of(arguments);
        var file = ShopFile.of(options.file());
        console.printf(
                "%s: %s, digest %s%n",
                options.file().getFileName(), file.format().getClass().getSimpleName(), file.digest());
        var survey = new Survey();
        file.read(events -> events.forEachRemaining(survey::add));
        var prefix = file.digest() + "-";
        var customers = new Customers(options.customers(), prefix);
        var wire = new Wire(prefix, shift(options, file, survey), customers::idOf);
        var table = new Table();
        road(file, survey, customers, wire, table);
        console.println();
        console.print(table.text());
        var differences = table.differences();
        if (!differences.isEmpty()) console.println("File and suite differ: " + String.join(", ", differences));
        return differences.isEmpty() ? 0 : 1;
    }

    private Duration shift(ReplayOptions options, ShopFile file, Survey survey) throws IOException {
        if (options.keepTimes()) return Duration.ZERO;
        return new FirstRun(suite.home().of("replay")).shift(file, survey.last(), suite.now());
    }

    private void road(ShopFile file, Survey survey, Customers customers, Wire wire, Table table)
            throws IOException, InterruptedException {
        var waiting = new Waiting(suite, console);
        var intake = new Intake(suite, waiting, console);
        var results = new Results(suite, console);
        var triggered = new TriggeredCampaigns(suite, suite.home().of("replay"));
        triggered.pause();
        try {
            intake.products(survey, file.format().currency());
            intake.customers(customers.among(survey.users()));
            var sender = intake.events(file, survey, wire);
            waiting.untilCaughtUp();
            events(table, survey, sender);
            people(table, file, survey, results.totals(wire));
            awaitScores(waiting, results);
            results.segments(survey.last().plus(wire.shift()), survey.busiestCategories(CATEGORIES))
                    .forEach((segment, members) -> table.tell("everybody in " + segment, members));
            table.tell("users with a full answer", percent(results.answeredUsers(survey.users(), wire)));
            table.tell(
                    "products with a full answer",
                    percent(results.answeredProducts(survey.catalogue().keySet())));
            var outcomes = new Broadcast(suite, waiting, results).run(file.digest());
            outcomes.forEach((outcome, count) -> table.tell("messages: " + outcome, count));
            inboxes(
                    table,
                    outcomes.keySet(),
                    new Arrivals(suite, customers.among(survey.users()), Broadcast.words(file.digest())));
        } finally {
            triggered.resume();
        }
    }

    /// The RFM scores take the file's people into account once they are measured again. Where nobody has bought
    /// they are not, so this waits no longer than the local suite needs.
    private void awaitScores(Waiting waiting, Results results) throws IOException, InterruptedException {
        var caughtUp = suite.now();
        var deadline = System.nanoTime() + SCORES.toNanos();
        waiting.until(
                "the RFM scores",
                SCORES.plusSeconds(5),
                () -> results.rfmAsOf().filter(caughtUp::isBefore).isPresent() || System.nanoTime() > deadline);
    }

    private static void inboxes(Table table, Set<String> outcomes, Arrivals arrived)
            throws IOException, InterruptedException {
        inbox(table, outcomes, "email", "mails", arrived, arrived::mails);
        inbox(table, outcomes, "kakao", "Kakao", arrived, arrived::phones);
    }

    /// How many messages lie with those who agreed, or with the others.
    private interface Arrived {
        long to(boolean agreed) throws IOException, InterruptedException;
    }

    /// Whoever agreed to a channel got the message there, once, unless it was put off, or its sender was killed with
    /// it in hand; nobody else did.
    private static void inbox(
            Table table, Set<String> outcomes, String channel, String what, Arrivals arrivals, Arrived arrived)
            throws IOException, InterruptedException {
        var row = what + " to those who agreed";
        if (outcomes.stream().noneMatch(outcome -> outcome.matches(channel + " (deferred|unknown)\\b.*"))) {
            table.compare(row, Customers.agreed(arrivals.customers(), channel), arrived.to(true));
        } else {
            table.tell(row, arrived.to(true));
        }
        table.compare(what + " to those who did not", 0, arrived.to(false));
    }

    private static void events(Table table, Survey survey, EventSender sender) {
        table.compare("events accepted", survey.events() - survey.negative(), sender.accepted());
        table.compare(
                "events rejected",
                survey.negative(),
                sender.rejected().values().stream().mapToLong(Long::longValue).sum());
        sender.rejected().forEach((reason, count) -> table.tell("  " + reason, count));
    }

    private static void people(Table table, ShopFile file, Survey survey, Results.Totals totals) {
        table.compare("events folded", survey.events() - survey.negative(), totals.events());
        table.compare("users", survey.users().size(), totals.users());
        table.compare("buyers", survey.buyers(), totals.buyers());
        table.compare("carts without a later purchase", survey.fullCarts(), totals.carts());
        var currency = file.format().currency();
        if (currency == null) return;
        var revenue = totals.revenue().get(currency);
        table.compare(
                "gross revenue " + currency,
                survey.gross().toPlainString(),
                revenue == null ? "0" : revenue.gross().toPlainString());
        table.compare(
                "net revenue " + currency,
                survey.net().toPlainString(),
                revenue == null ? "0" : revenue.net().toPlainString());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
