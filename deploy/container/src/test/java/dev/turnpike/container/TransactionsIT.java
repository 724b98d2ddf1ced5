package dev.turnpike.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.Accounts;
import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Spending;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keepers work in the transaction of the use case; holds do not. */
@ExtendWith(ArquillianExtension.class)
class TransactionsIT {

    private static final CallDetails CALL = new CallDetails("echo", false, null, null, null, null);

    @Inject private UseCase useCase;
    @Inject private Bystander bystander;
    @Inject private Tenants tenants;
    @Inject private TenantScope scope;
    @Inject private Accounts accounts;
    @Inject private Purchases purchases;
    @Inject private Ledger ledger;
    @Inject private Spending spending;

    @Deployment
    static EnterpriseArchive application() {
        return Application.with(
                TransactionsIT.class, UseCase.class, Bystander.class, Tenants.class);
    }

    @Test
    void keepsWhatAUseCaseWrote() {
        Member ada = Tenants.stranger("ada");

        useCase.inTransaction(() -> accounts.open(ada));

        assertThat(accounts.findMember(ada.subject())).contains(ada);
    }

    @Test
    void keepsNothingOfAUseCaseThatFailed() {
        Member bob = Tenants.stranger("bob");
        Purchase purchase = purchaseOf(bob);

        fail(
                () -> {
                    accounts.open(bob);
                    purchases.add(purchase);
                    assertThat(purchases.list(bob.account())).containsExactly(purchase);
                });

        assertThat(accounts.findMember(bob.subject())).isEmpty();
        assertThat(purchases.list(bob.account())).isEmpty();
    }

    @Test
    void showsAPurchaseToOthersWhenItIsCommitted() {
        Member ada = useCase.inTransaction(() -> accounts.open(Tenants.stranger("ada")));
        Purchase purchase = purchaseOf(ada);

        boolean seenBefore =
                useCase.inTransaction(
                        () -> {
                            purchases.add(purchase);
                            return bystander.sees(() -> isKnown(purchase));
                        });

        assertThat(seenBefore).isFalse();
        assertThat(isKnown(purchase)).isTrue();
    }

    @Test
    void refusesToWriteWithoutATransaction() {
        Member stranger = Tenants.stranger("eve");

        assertThatThrownBy(() -> accounts.open(stranger))
                .isInstanceOf(TransactionalException.class);
        assertThat(accounts.findMember(stranger.subject())).isEmpty();
    }

    @Test
    void keepsAHoldThatWasMadeInAUseCaseThatFailed() {
        Caller ada = tenants.tenant("ada");
        Usd dollar = Usd.parse("1");

        fail(() -> spending.reserve(ada, CALL, dollar));

        assertThat(ledger.balance(ada.account()).held()).isEqualTo(dollar);
    }

    @Test
    void writesNothingBackThatItOnlyRead() {
        Member ada = useCase.inTransaction(() -> accounts.open(Tenants.stranger("ada")));
        useCase.inTransaction(() -> add(purchaseOf(ada)));
        long written = lastWriter(ada);

        useCase.inTransaction(() -> purchases.list(ada.account()));

        assertThat(lastWriter(ada)).isEqualTo(written);
    }

    private void fail(Runnable work) {
        assertThatThrownBy(() -> useCase.failAfter(work)).isInstanceOf(UseCase.Mishap.class);
    }

    private Purchase add(Purchase purchase) {
        purchases.add(purchase);
        return purchase;
    }

    /** The transaction that wrote the one purchase of this account, as the database numbers it. */
    private long lastWriter(Member buyer) {
        return useCase.inTransaction(
                () ->
                        (Long)
                                scope.of(buyer.account())
                                        .createNativeQuery(
                                                "select xmin::text::bigint from purchase")
                                        .getSingleResult());
    }

    private boolean isKnown(Purchase purchase) {
        return purchases.find(purchase.account(), purchase.id()).isPresent();
    }

    private static Purchase purchaseOf(Member buyer) {
        return Purchase.begun(
                PurchaseId.next(),
                buyer.account(),
                Usd.parse("10"),
                buyer.email(),
                Instant.parse("2026-03-01T12:00:00Z"));
    }
}
