package io.danggol.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.WithSuite;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each management call is open to its roles and to nobody else.
///
/// The bodies are empty objects and the ids are of nobody, so whoever is let in is told 404 or 422 and changes nothing.
@WithSuite
class RolesTest {
    private static final List<String> ROLES =
            List.of("marketer", "analyst", "privacy-officer", "operator", "ingest", "service");

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(textBlock = """
        POST, tracking, /v1/server/events, ingest
        GET, profile, /v1/profiles?customerId=nobody, analyst marketer
        GET, profile, /v1/profiles?visitorId=nobody, analyst marketer
        GET, profile, /v1/profiles?email=nobody@example.invalid, operator
        GET, profile, /v1/profiles?phone=01000000000, operator
        GET, profile, /v1/profiles/00000000-0000-0000-0000-000000000000, analyst marketer
        GET, profile, /v1/profiles/00000000-0000-0000-0000-000000000000/timeline, analyst marketer
        POST, profile, /v1/profiles/00000000-0000-0000-0000-000000000000/notes, analyst
        POST, profile, /v1/profiles/00000000-0000-0000-0000-000000000000/merge, operator
        POST, profile, /v1/profiles/00000000-0000-0000-0000-000000000000/unmerge, operator
        PUT, profile, /v1/customers/nobody, ingest
        GET, profile, /v1/profiles/00000000-0000-0000-0000-000000000000/consents?history=true, privacy-officer
        POST, profile, /v1/privacy-requests, privacy-officer
        GET, profile, /v1/privacy-requests/00000000-0000-0000-0000-000000000000, privacy-officer
        GET, profile, /v1/privacy-requests/00000000-0000-0000-0000-000000000000/export, privacy-officer
        GET, profile, /v1/privacy-requests/00000000-0000-0000-0000-000000000000/certificate, privacy-officer
        GET, profile, /v1/profiles/00000000-0000-0000-0000-000000000000/contact?channel=email&purpose=advertising, service
        POST, profile, /v1/contacts, service
        GET, profile, /v1/access-log, privacy-officer
        GET, segment, /v1/segments, marketer
        POST, segment, /v1/segments, marketer
        GET, segment, /v1/segments/nothing, marketer
        PUT, segment, /v1/segments/nothing, marketer
        DELETE, segment, /v1/segments/nothing, marketer
        GET, segment, /v1/segment-templates, analyst marketer
        POST, segment, /v1/segments/preview, marketer
        GET, segment, /v1/segments/nothing/members, marketer
        GET, segment, /v1/segments/nothing/members.csv, marketer
        GET, segment, /v1/segments/nothing/members/00000000-0000-0000-0000-000000000000, analyst marketer
        GET, segment, /v1/profiles/00000000-0000-0000-0000-000000000000/segments, analyst marketer
        GET, segment, /v1/rfm, analyst marketer
        GET, recommendation, /v1/recommendations, service
        PUT, recommendation, /v1/products/nothing, ingest
        DELETE, recommendation, /v1/products/nothing, ingest
        PUT, recommendation, /v1/products/nothing/stock, ingest
        GET, recommendation, /v1/placements, marketer
        GET, recommendation, /v1/placements/nothing, marketer
        PUT, recommendation, /v1/placements/nothing, marketer
        GET, campaign, /v1/campaigns, marketer
        POST, campaign, /v1/campaigns, marketer
        GET, campaign, /v1/campaigns/nothing, marketer
        PUT, campaign, /v1/campaigns/nothing, marketer
        DELETE, campaign, /v1/campaigns/nothing, marketer
        POST, campaign, /v1/campaigns/nothing/preflight, marketer
        POST, campaign, /v1/campaigns/nothing/activate, marketer
        POST, campaign, /v1/campaigns/nothing/pause, marketer
        POST, campaign, /v1/campaigns/nothing/preview, marketer
        POST, campaign, /v1/campaigns/nothing/test-send, marketer
        GET, campaign, /v1/campaigns/nothing/report, analyst marketer
        GET, campaign, /v1/decisions, analyst marketer
        """)
    void isOpenToItsRolesAndToNobodyElse(String method, String service, String path, String roles, RunningSuite suite)
            throws Exception {
        var outside = new Outside(suite);
        var body = Set.of("GET", "DELETE").contains(method) ? "" : "{}";
        var allowed = Set.of(roles.split(" "));

        outside.call(method, service, path).send(body).isProblem(401);

        for (var role : ROLES) {
            var said = outside.call(method, service, path).as(role).send(body);
            if (allowed.contains(role))
                assertThat(said.status()).as(role + ": " + said.text()).isNotIn(401, 403, 405, 500, 501);
            else said.isProblem(403);
        }
    }
}
