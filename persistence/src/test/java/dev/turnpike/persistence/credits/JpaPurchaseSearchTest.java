package dev.turnpike.persistence.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.PurchaseSearch;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpaPurchaseSearchTest {

    private static final Purchases PURCHASES =
            TestDatabase.shared().keeper(Purchases.class, JpaPurchases::new);
    private static final PurchaseSearch SEARCH =
            TestDatabase.shared().keeper(PurchaseSearch.class, JpaPurchaseSearch::new);

    private final AccountId acme = World.tenant(Usd.ZERO).account();
    private final String email = "ada-" + UUID.randomUUID() + "@acme.test";
    private final String payment = "pi_" + UUID.randomUUID();
    private final PurchaseId older = bought(0);
    private final PurchaseId newer = bought(1);

    @Test
    void findsByNumberPaymentAccountAndBuyer() {
        World.topUp(acme, Usd.parse("25"), payment);
        PURCHASES.markCredited(acme, older, payment, Usd.ZERO, World.NOW);

        assertThat(SEARCH.find(newer)).get().extracting(Purchase::account).isEqualTo(acme);
        assertThat(found(newer.toString())).containsExactly(newer);
        assertThat(found(payment)).containsExactly(older);
        assertThat(found(acme.toString())).containsExactly(newer, older);
        assertThat(found(email.toUpperCase(Locale.ROOT))).containsExactly(newer, older);
    }

    @Test
    void listsNoMoreThanAskedFor() {
        assertThat(SEARCH.list(email, 1)).extracting(Purchase::id).containsExactly(newer);
        assertThat(SEARCH.list("", 1)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "' or true --", "ada", "00000000-0000-0000-0000-000000000000"})
    void findsNothingElse(String sought) {
        assertThat(SEARCH.list(sought, 10)).isEmpty();
        assertThat(SEARCH.find(PurchaseId.next())).isEmpty();
    }

    private List<PurchaseId> found(String sought) {
        return SEARCH.list(sought, 10).stream().map(Purchase::id).toList();
    }

    private PurchaseId bought(int later) {
        PurchaseId id = PurchaseId.next();
        PURCHASES.add(
                Purchase.begun(id, acme, Usd.parse("25"), email, World.NOW.plusSeconds(later)));
        return id;
    }
}
