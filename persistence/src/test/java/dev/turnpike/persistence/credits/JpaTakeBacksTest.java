package dev.turnpike.persistence.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.TakeBack.Kind;
import dev.turnpike.billing.credits.TakeBack.Status;
import dev.turnpike.billing.credits.TakeBacks;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JpaTakeBacksTest {

    private static final Purchases PURCHASES =
            TestDatabase.shared().keeper(Purchases.class, JpaPurchases::new);
    private static final TakeBacks TAKE_BACKS =
            TestDatabase.shared().keeper(TakeBacks.class, JpaTakeBacks::new);

    private final AccountId acme = World.tenant(Usd.ZERO).account();
    private final AccountId bob = World.tenant(Usd.ZERO).account();
    private final PurchaseId purchase = purchaseOf(acme);

    @Test
    void showsThemToTheirAccountAlone() {
        TakeBack refund = takeBack(Kind.REFUND);
        TakeBack dispute = takeBack(Kind.DISPUTE);

        TAKE_BACKS.add(acme, refund);
        TAKE_BACKS.add(acme, dispute);

        assertThat(TAKE_BACKS.list(acme)).containsExactlyInAnyOrder(refund, dispute);
        assertThat(TAKE_BACKS.list(acme, purchase)).containsExactlyInAnyOrder(refund, dispute);
        assertThat(TAKE_BACKS.list(bob)).isEmpty();
        assertThat(TAKE_BACKS.list(bob, purchase)).isEmpty();
    }

    @Test
    void remembersWhatBecameOfOne() {
        TakeBack dispute = takeBack(Kind.DISPUTE);
        TAKE_BACKS.add(acme, dispute);

        TAKE_BACKS.mark(bob, dispute.id(), Status.GIVEN_BACK);
        TAKE_BACKS.mark(acme, dispute.id(), Status.LOST);

        assertThat(TAKE_BACKS.list(acme)).extracting(TakeBack::status).containsExactly(Status.LOST);
    }

    private TakeBack takeBack(Kind kind) {
        return new TakeBack(
                "id-" + UUID.randomUUID(),
                kind,
                purchase,
                Usd.parse("4.2"),
                Usd.parse("0.8"),
                Status.TAKEN,
                World.NOW);
    }

    private static PurchaseId purchaseOf(AccountId account) {
        PurchaseId id = PurchaseId.next();
        PURCHASES.add(Purchase.begun(id, account, Usd.parse("25"), "ada@acme.test", World.NOW));
        return id;
    }
}
