package dev.turnpike.billing.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostingTest {

    @Test
    void refusesEntriesThatDoNotBalance() {
        List<Entry> entries =
                List.of(
                        new Entry(LedgerAccount.WALLET, new Usd(10)),
                        new Entry(LedgerAccount.PAYMENT_CLEARING, new Usd(-9)));

        assertThatThrownBy(
                        () -> new Posting(AccountId.next(), Posting.Kind.PURCHASE, "pi_1", entries))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not to zero");
    }
}
