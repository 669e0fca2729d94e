package io.danggol.bench.replay;

import static io.danggol.bench.replay.BreakingShop.BROKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.danggol.bench.replay.BreakingShop.Reply;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.local.suite.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignsTest {
    private static final Reply NONE = new Reply(404, "{}");
    private static final Reply CONFLICT = new Reply(409, "{\"type\":\"conflict\"}");
    private static final Reply AWAY = new Reply(503, "{}");

    @TempDir
    Path folder;

    private BreakingShop shop;
    private Campaigns campaigns;

    @BeforeEach
    void open() throws IOException {
        shop = BreakingShop.open();
        campaigns = new Campaigns(
                new SuiteClient(shop.addresses(), new Home(folder, folder)).patient(Duration.ofSeconds(30)));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aConflictWithWhatABrokenCallHadDoneIsNoFailure() throws Exception {
        shop.seen(NONE, NONE, in("draft")).answering(BROKEN, CONFLICT);

        campaigns.add("news", Map.of("key", "news"));

        assertThat(shop.posted()).containsExactly("/v1/campaigns", "/v1/campaigns");
    }

    @Test
    void whatABrokenCallIsSeenToHaveDoneIsNotAskedForAgain() throws Exception {
        shop.seen(in("draft"), in("ended")).answering(BROKEN);

        campaigns.start("news");

        assertThat(shop.posted()).containsExactly("/v1/campaigns/news/activate");
    }

    @Test
    void whatABrokenCallHadNotDoneIsAskedForAgain() throws Exception {
        shop.seen(in("active")).answering(BROKEN, AWAY, new Reply(200, "{}"));

        campaigns.pause("reminder");

        assertThat(shop.posted()).hasSize(3).containsOnly("/v1/campaigns/reminder/pause");
    }

    @Test
    void aConflictThatLeavesThingsUndoneIsAFailure() {
        shop.seen(in("paused")).answering(BROKEN, CONFLICT);

        assertThatIllegalStateException()
                .isThrownBy(() -> campaigns.resume("reminder"))
                .withMessageContaining("409");
    }

    @Test
    void whatIsSoAlreadyIsNotAskedFor() throws Exception {
        shop.seen(in("paused"));

        campaigns.pause("reminder");

        assertThat(shop.posted()).isEmpty();
    }

    private static Reply in(String state) {
        return new Reply(200, "{\"state\":\"" + state + "\"}");
    }
}
