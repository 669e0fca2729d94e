package io.danggol.local.suite;

/// What `up` prints when everything runs: every address with a login, and how the shop's messages begin.
record Welcome(Home home, Addresses addresses, int replicas) {
    /// Starts the shop's campaigns, from the checkout.
    static final String CAMPAIGNS = "deploy/demo-shop/campaigns/start";

    String text() {
        var text = new StringBuilder("\nDanggol runs. Ctrl-C ends all of it.\n\n");
        line(text, "demo shop", Addresses.url(addresses.shop()), "");
        line(text, "Kakao messages", Addresses.url(addresses.kakaoInbox()), "");
        line(text, "mails", Addresses.url(addresses.mailInbox()), "SMTP at port " + addresses.smtp());
        line(
                text,
                "traces",
                Addresses.url(addresses.traces()),
                Tracing.WANTED ? "of all services" : "none: DANGGOL_TRACES=true ./danggol up");
        for (var service : Addresses.services()) {
            var second = replicas > 1 ? "and " + Addresses.url(addresses.service(service, 2)) : "";
            line(text, service, addresses.serviceUrl(service) + "/q/openapi", second);
        }
        line(text, "Keycloak", Addresses.url(addresses.keycloak()), "admin / admin; realm danggol");
        line(
                text,
                "PostgreSQL",
                "localhost:" + addresses.postgres(),
                "user, password and database: profile, segment, recommendation, campaign");
        line(text, "Redis", "localhost:" + addresses.redis(), "no login");
        line(text, "Kafka", addresses.bootstrap(), "no login");
        text.append("""

                write keys       demo-key (public, any localhost page), demo-secret (the shop's server)
                users            marketer, analyst, privacy-officer, operator, ingest, service (password = name)
                tokens           ./danggol token marketer · ./danggol customer-token ID
                messages         none before you start the shop's campaigns: %s
                data and logs    %s
                """.formatted(CAMPAIGNS, home.folder()));
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String where, String remark) {
        text.append("%-16s %-38s %s".formatted(what, where, remark).stripTrailing())
                .append('\n');
    }
}
