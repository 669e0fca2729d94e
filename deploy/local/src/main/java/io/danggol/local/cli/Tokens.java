package io.danggol.local.cli;

import io.danggol.local.realm.Keycloak;
import io.danggol.local.suite.Addresses;
import io.danggol.local.suite.CustomerToken;
import io.danggol.local.suite.Home;
import io.danggol.local.suite.Secrets;
import io.danggol.local.suite.SuiteClock;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.util.List;

/// `token ROLE` and `customer-token ID`: print the token and nothing else.
final class Tokens {
    private Tokens() {}

    static int bearer(Addresses addresses, List<String> arguments) throws IOException, InterruptedException {
        if (arguments.size() != 1) throw new UsageException("token: expected one role");
        try {
            System.out.println(Keycloak.token(addresses.issuer(), arguments.getFirst()));
            return 0;
        } catch (ConnectException e) {
            throw new IllegalStateException(
                    "Keycloak does not answer at " + addresses.issuer() + ": is the suite up?", e);
        }
    }

    static int customer(Home home, List<String> arguments) throws IOException {
        if (arguments.size() != 1) throw new UsageException("customer-token: expected one customer id");
        var now = new SuiteClock(home.clock(), Clock.systemUTC()).now();
        System.out.println(
                CustomerToken.sign(arguments.getFirst(), Secrets.of(home).shop(), now));
        return 0;
    }
}
