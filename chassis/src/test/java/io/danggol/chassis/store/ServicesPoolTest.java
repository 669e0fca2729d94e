package io.danggol.chassis.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.local.testing.SuiteServers;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class ServicesPoolTest {
    @Inject
    PgPoolCreator creator;

    @Test
    void aServiceThatSaysNothingOfItsPoolGetsThisOne() {
        assertThat(creator).isInstanceOf(DatabasePool.class);
    }
}
