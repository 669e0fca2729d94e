package io.danggol.local.suite;

import io.danggol.local.build.Modules;
import io.danggol.local.process.Child;
import io.danggol.local.process.JavaCommand;
import io.danggol.local.process.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The demo shop and the inboxes, which share one JVM: the module `deploy/playground`.
final class Playground {
    static final String MODULE = "deploy/playground";

    private static final String MAIN = "io.danggol.playground.Main";

    private final Home home;
    private final Addresses addresses;
    private final boolean demoData;

    Playground(Home home, Addresses addresses, boolean demoData) {
        this.home = home;
        this.addresses = addresses;
        this.demoData = demoData;
    }

    Part part() {
        var ports = List.of(
                addresses.shop(), addresses.kakaoInbox(), addresses.mailInbox(), addresses.traces(), addresses.smtp());
        return Part.of(
                "playground",
                addresses.shop(),
                this::start,
                () -> ports.stream().allMatch(Ports::open));
    }

    private Child start() throws IOException {
        var command = JavaCommand.light("512m");
        command.addAll(List.of("-cp", Modules.classPath(home, MODULE), MAIN));
        var environment = Map.of(DemoData.SETTING, Boolean.toString(demoData));
        return Child.start(Child.Plan.of(command, home.of("playground"), home.log("playground"), environment));
    }
}
