package dev.turnpike.billing.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import org.junit.jupiter.api.Test;

class CallRateTest {

    @Test
    void admitsUpToTheLimitAndSaysHowLongToWait() {
        CallRate rate = new CallRate(new CallRateSettings(2));
        AccountId acme = AccountId.next();

        assertThat(rate.admit(acme)).isEqualTo(new CallRate.Admitted(2, 1));
        assertThat(rate.admit(acme)).isEqualTo(new CallRate.Admitted(2, 0));
        assertThat(rate.admit(acme))
                .isInstanceOfSatisfying(
                        CallRate.Limited.class,
                        limited -> assertThat(limited.retryAfter()).isPositive());
    }

    @Test
    void keepsAccountsApart() {
        CallRate rate = new CallRate(new CallRateSettings(1));
        rate.admit(AccountId.next());

        assertThat(rate.admit(AccountId.next())).isInstanceOf(CallRate.Admitted.class);
    }
}
