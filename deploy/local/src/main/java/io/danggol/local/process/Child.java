package io.danggol.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A child process that ends with this JVM, also when this JVM is killed.
public final class Child {
    /// Linux sends the death signal when the *thread* that started the child ends: this one never does.
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("child-starter").factory());

    private static final boolean DEATH_SIGNAL = onPath("setpriv");
    private static final boolean SESSION = onPath("setsid");

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// What to run: the command, its folder, the file that takes its output, and what its environment has besides ours.
    ///
    /// @param alone whether the environment is all that it gets, but for where programs are
    /// @param deathSignal the signal, without `SIG`, that ends it in good order
    public record Plan(
            List<String> command,
            Path folder,
            Path log,
            Map<String, String> environment,
            boolean alone,
            Account account,
            String deathSignal) {
        public Plan {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        /// A plan without an environment of its own that ends on SIGTERM.
        public static Plan of(List<String> command, Path folder, Path log) {
            return of(command, folder, log, Map.of());
        }

        /// A plan that ends on SIGTERM.
        public static Plan of(List<String> command, Path folder, Path log, Map<String, String> environment) {
            return new Plan(command, folder, log, environment, false, Account.OURS, "TERM");
        }

        /// The same without anything of our environment.
        public Plan withoutOurs() {
            return new Plan(command, folder, log, environment, true, account, deathSignal);
        }
    }

    /// Starts it; its output is appended to the log.
    ///
    /// @throws IOException if the program is missing or a folder cannot be written
    public static Child start(Plan plan) throws IOException {
        Files.createDirectories(plan.folder());
        Files.createDirectories(plan.log().getParent());
        var builder = new ProcessBuilder(wrapped(plan))
                .directory(plan.folder().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
        if (plan.alone()) builder.environment().keySet().retainAll(Set.of("PATH"));
        builder.environment().putAll(plan.environment());
        try {
            return new Child(STARTER.submit(builder::start).get(), plan.log());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting " + plan.command().getFirst(), e);
        } catch (ExecutionException e) {
            throw new IOException("cannot start " + plan.command().getFirst(), e.getCause());
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// Waits until it ends by itself; its exit code.
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /// Sends `signal` (without `SIG`), waits up to `patience` for the end, then kills.
    public void end(String signal, Duration patience) {
        signal(signal);
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void signal(String signal) {
        if (signal.equals("TERM")) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until `ready` holds.
    ///
    /// @param name what is starting, for the message
    /// @throws IllegalStateException if it ends before, or `patience` does
    public void awaitReady(String name, Duration patience, BooleanSupplier ready) {
        Wait.until("the start of " + name + " (see " + log + ")", patience, () -> {
            if (!alive()) throw new IllegalStateException(name + " ended while starting, see " + log);
            return ready.getAsBoolean();
        });
    }

    /// A session of its own, so that Ctrl-C in the terminal reaches this JVM alone. The death signal is set last:
    /// becoming somebody else clears it.
    private static List<String> wrapped(Plan plan) {
        var command = new ArrayList<String>();
        if (SESSION) command.add("setsid");
        command.addAll(plan.account().through());
        if (DEATH_SIGNAL) command.addAll(List.of("setpriv", "--pdeathsig", plan.deathSignal()));
        command.addAll(plan.command());
        return command;
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
