package io.danggol.local.cli;

import io.danggol.local.suite.Addresses;
import io.danggol.local.suite.Home;
import java.nio.file.FileSystemException;
import java.util.List;

/// The launcher's commands. `./danggol` finds the JDK, builds this module and hands its arguments over.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        try {
            var home = Home.ofEnvironment();
            var addresses = Addresses.ofEnvironment();
            var rest = arguments.subList(1, arguments.size());
            return switch (arguments.getFirst()) {
                case "up" -> new Up(home, addresses).run(rest);
                case "status" -> new Status(home).run();
                case "logs" -> new Logs(home).run(rest);
                case "token" -> Tokens.bearer(addresses, rest);
                case "customer-token" -> Tokens.customer(home, rest);
                case "clock" -> new ClockCommand(home).run(rest);
                case "kill" -> new Kill(home).run(rest);
                case "replay", "bench" -> new Bench(home, addresses).run(arguments);
                case "reset" -> new Reset(home).run();
                default -> throw new UsageException("unknown command '" + arguments.getFirst() + "'");
            };
        } catch (UsageException e) {
            return fail(e.getMessage() + "; see ./danggol --help", 2);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return fail(e.getMessage(), 1);
        } catch (InterruptedException e) {
            return fail("interrupted", 130);
        } catch (FileSystemException e) {
            return fail(e.getFile() + ": " + (e.getReason() == null ? e.toString() : e.getReason()), 1);
        } catch (Exception e) {
            return fail(e.toString(), 1);
        }
    }

    private static int fail(String message, int code) {
        System.err.println("danggol: " + message);
        return code;
    }
}
