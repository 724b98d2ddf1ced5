package dev.turnpike.persistence.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.money.Usd;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of a purchase of credit. */
@Entity
@Table(name = "purchase")
class PurchaseEntity {

    @Id
    @Column(name = "purchase_id")
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    @Enumerated(EnumType.STRING)
    private Purchase.Way way;

    @Column(name = "amount_nanos")
    private long amountNanos;

    @Enumerated(EnumType.STRING)
    private Purchase.Status status;

    @Column(name = "buyer_email")
    private String buyerEmail;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "checkout_id")
    private @Nullable String checkoutId;

    @Column(name = "payment_id")
    private @Nullable String paymentId;

    @Column(name = "tax_nanos")
    private long taxNanos;

    private @Nullable String problem;

    @Column(name = "credited_at")
    private @Nullable Instant creditedAt;

    @Column(name = "is_on_its_way")
    private boolean onItsWay;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "looked_at")
    private @Nullable Instant lookedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected PurchaseEntity() {}

    PurchaseEntity(Purchase purchase) {
        id = purchase.id().value();
        accountId = purchase.account().value();
        way = purchase.way();
        amountNanos = purchase.amount().nanos();
        status = purchase.status();
        buyerEmail = purchase.buyerEmail();
        createdAt = purchase.createdAt();
        checkoutId = purchase.checkoutId();
        paymentId = purchase.paymentId();
        taxNanos = purchase.tax().nanos();
        problem = purchase.problem();
        creditedAt = purchase.creditedAt();
        onItsWay = purchase.isOnItsWay();
        dueAt = purchase.firstDue();
    }

    Purchase toPurchase() {
        return new Purchase(
                new PurchaseId(id),
                new AccountId(accountId),
                way,
                new Usd(amountNanos),
                status,
                buyerEmail,
                createdAt,
                checkoutId,
                paymentId,
                new Usd(taxNanos),
                creditedAt,
                problem,
                onItsWay);
    }
}
