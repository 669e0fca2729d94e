package io.danggol.chassis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final Identities identities = new Identities(KEY);

    @Test
    void theSameKeyGivesTheSameIdsEverywhere() {
        var elsewhere = new Identities(KEY);

        assertThat(identities.customerHash("회원-1")).isEqualTo(elsewhere.customerHash("회원-1"));
        assertThat(identities.profileOfVisitor("v_1")).isEqualTo(elsewhere.profileOfVisitor("v_1"));
    }

    @Test
    void anotherKeyGivesOtherIds() {
        var elsewhere = new Identities(KEY.replace('0', '1'));

        assertThat(identities.customerHash("c")).isNotEqualTo(elsewhere.customerHash("c"));
    }

    @Test
    void aCustomerAndAVisitorOfOneNameAreTwoPeople() {
        assertThat(identities.customerHash("a")).hasSize(64).isNotEqualTo(identities.visitorHash("a"));
        assertThat(identities.profileOfCustomer(identities.customerHash("a")))
                .isNotEqualTo(identities.profileOfVisitor("a"));
    }

    @Test
    void profileIdsAreRandomLookingUuidsOfVersionEight() {
        var id = identities.profileOfVisitor("v_1");

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Identities("short"));
    }
}
