package io.danggol.local.suite;

import io.danggol.local.build.KeycloakDistribution;
import io.danggol.local.build.Modules;
import io.danggol.local.process.Folders;
import io.danggol.local.process.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The suite on one machine: everything that `up` starts, in this order, until it is told to end.
public final class LocalSuite {
    /// Less free disk than this and nothing is started.
    private static final long ENOUGH_TO_START = 1L << 30;
    /// Less than this and a running suite ends while its servers can still close their files.
    private static final long ENOUGH_TO_RUN = 128L << 20;

    private static final Duration DISK_CHECK = Duration.ofSeconds(5);

    private final Home home;
    private final Addresses addresses;
    private final PrintStream console;
    private final ProcessTable table;
    private final Supervisor supervisor;
    private final boolean demoData;

    /// @param demoData whether the demo shop has its past
    public LocalSuite(Home home, Addresses addresses, PrintStream console, boolean demoData) {
        this.home = home;
        this.addresses = addresses;
        this.console = console;
        this.demoData = demoData;
        table = new ProcessTable(home);
        supervisor = new Supervisor(table, console);
    }

    /// Starts all, says where everything is, and keeps it running.
    ///
    /// @param replicas of each service, 1 or 2
    /// @param at what the suite's clock shall read when the services start; the real time if empty
    /// @return why it ended by itself
    /// @throws IllegalStateException if it cannot start, with one line for the user; nothing is left running
    public String run(int replicas, Optional<Instant> at) throws IOException, SQLException, InterruptedException {
        start(replicas, at);
        console.print(new Welcome(home, addresses, replicas).text());
        return awaitFailure();
    }

    /// Starts all; it ends with this JVM, in good order. Parameters and failures are those of [#run].
    public void start(int replicas, Optional<Instant> at) throws IOException, SQLException, InterruptedException {
        Modules.preload(home);
        Files.createDirectories(home.folder());
        if (!table.claim()) {
            throw new IllegalStateException(
                    "already running here: see ./danggol status; Ctrl-C where it was started ends it");
        }
        requirePorts(replicas);
        requireDisk();
        setLogsAside();
        var modules = Stream.concat(Services.modules().stream(), Stream.of(Playground.MODULE))
                .toList();
        new Modules(home, console).ready(modules);
        var infrastructure = new Infrastructure(home, addresses, KeycloakDistribution.of(home, console));
        if (!infrastructure.keycloak().built()) {
            console.println("Building Keycloak for a quick start (once, about 20 s)");
            infrastructure.keycloak().build();
        }
        requirePorts(replicas);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        console.println("Starting servers");
        supervisor.start(infrastructure.parts());
        infrastructure.prepare();
        setClock(at);
        console.println("Starting services");
        var settings = new ServiceSettings(home, addresses, Secrets.of(home));
        var services = new Services(home, addresses, settings);
        services.migrate();
        supervisor.start(services.parts(replicas));
        console.println("Starting the shop and the inboxes");
        supervisor.start(List.of(new Playground(home, addresses, demoData).part()));
        if (demoData) new DemoData(addresses).await(console);
        Thread.ofPlatform().daemon().name("disk-watch").start(this::watchDisk);
    }

    /// Returns why the suite that was started has to end, when it has to.
    public String awaitFailure() {
        return supervisor.awaitFailure();
    }

    /// The logs of the last run stay in `previous`.
    private void setLogsAside() throws IOException {
        var previous = home.logs().resolve("previous");
        Folders.delete(previous);
        if (!Files.exists(home.logs())) return;
        var aside = Files.move(home.logs(), home.folder().resolve("logs.part"), StandardCopyOption.REPLACE_EXISTING);
        Files.createDirectories(home.logs());
        Files.move(aside, previous);
    }

    private void end() {
        console.println("Ending");
        supervisor.end();
        try {
            table.clear();
        } catch (IOException e) {
            console.println("left behind: " + home.run() + " (" + e + ")");
        }
        console.println("All ended");
    }

    private void setClock(Optional<Instant> at) throws IOException {
        var clock = new SuiteClock(home.clock(), Clock.systemUTC());
        if (at.isPresent()) clock.startAt(at.get());
        else clock.reset();
    }

    private void requirePorts(int replicas) {
        var busy = addresses.all(replicas).stream()
                .filter(port -> !Ports.available(port))
                .toList();
        if (!busy.isEmpty()) {
            throw new IllegalStateException("port " + busy.getFirst()
                    + (busy.size() > 1 ? " and " + (busy.size() - 1) + " more (" + busy + ")" : "")
                    + " in use by another program: end it, or shift all ports with DANGGOL_PORT_OFFSET=1000");
        }
    }

    private void requireDisk() throws IOException {
        var free = freeDisk();
        if (free < ENOUGH_TO_START) {
            throw new IllegalStateException(
                    "disk full: %d MiB free at %s, the suite needs 1024 MiB".formatted(free >> 20, home.folder()));
        }
    }

    private void watchDisk() {
        try {
            while (freeDisk() > ENOUGH_TO_RUN) Thread.sleep(DISK_CHECK);
            supervisor.fail("disk full: %d MiB free at %s".formatted(freeDisk() >> 20, home.folder()));
        } catch (IOException e) {
            supervisor.fail("cannot read the disk's free space: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long freeDisk() throws IOException {
        return Files.getFileStore(home.folder()).getUsableSpace();
    }
}
