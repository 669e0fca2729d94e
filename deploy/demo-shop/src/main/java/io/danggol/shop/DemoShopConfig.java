package io.danggol.shop;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/// What the demo shop must be told: where it listens, where the suite is, and the secrets that a shop's own server
/// holds.
///
/// @param port where the shop listens on every interface; 0 for any free one
/// @param suite the suite's addresses, as browsers reach them too
/// @param storefrontKey the public write key that pages carry
/// @param shopSecret signs customer tokens; never leaves the server
/// @param clock the suite's clock: orders, tokens and the crowd's past follow it
/// @param ingestToken a bearer token of the role `ingest`, valid now; asked for before every call
/// @param data a folder for orders, sessions and what waits to be sent; made when absent
public record DemoShopConfig(
        int port,
        SuiteUrls suite,
        String storefrontKey,
        String shopSecret,
        Clock clock,
        Supplier<String> ingestToken,
        Path data) {

    /// The origins of the services that a shop talks to, without a trailing slash.
    public record SuiteUrls(URI tracking, URI profile, URI recommendation, URI campaign) {
        /// The local suite's.
        ///
        /// @param portOffset added to every port
        public static SuiteUrls onThisMachine(int portOffset) {
            return new SuiteUrls(
                    local(8081 + portOffset),
                    local(8082 + portOffset),
                    local(8084 + portOffset),
                    local(8085 + portOffset));
        }

        private static URI local(int port) {
            return URI.create("http://localhost:" + port);
        }
    }
}
