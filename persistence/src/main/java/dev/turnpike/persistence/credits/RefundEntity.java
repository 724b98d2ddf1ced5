package dev.turnpike.persistence.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.RefundId;
import dev.turnpike.billing.money.Usd;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** A row of a refund that we ask for. */
@Entity
@Table(name = "refund")
class RefundEntity {

    @Id
    @Column(name = "refund_id")
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "purchase_id")
    private UUID purchaseId;

    @Column(name = "payment_id")
    private String paymentId;

    @Column(name = "credit_nanos")
    private long creditNanos;

    @Column(name = "tax_nanos")
    private long taxNanos;

    @Column(name = "by_operator")
    private boolean byOperator;

    @Column(name = "asked_by")
    private String askedBy;

    private String reason;

    @Enumerated(EnumType.STRING)
    private Refund.Status status;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "take_back_id")
    private @Nullable String takeBackId;

    /** Known from what the payment provider says of all refunds, whoever made them. */
    @Formula(
            "exists (select 1 from take_back made"
                    + " where made.take_back_id = take_back_id and made.status = 'PENDING')")
    private boolean isPending;

    private int failures;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    private @Nullable String problem;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected RefundEntity() {}

    RefundEntity(Refund refund, Instant due) {
        id = refund.id().value();
        accountId = refund.account().value();
        purchaseId = refund.purchase().value();
        paymentId = refund.payment();
        creditNanos = refund.credit().nanos();
        taxNanos = refund.tax().nanos();
        byOperator = refund.asker().isOperator();
        askedBy = refund.asker().email();
        reason = refund.asker().reason();
        status = refund.status();
        createdAt = refund.createdAt();
        changedAt = refund.changedAt();
        takeBackId = refund.returnId();
        failures = refund.failures();
        dueAt = due;
        problem = refund.problem();
    }

    Refund toRefund() {
        return new Refund(
                new RefundId(id),
                new AccountId(accountId),
                new PurchaseId(purchaseId),
                paymentId,
                new Usd(creditNanos),
                new Usd(taxNanos),
                new Refund.Asker(byOperator, askedBy, reason),
                isPending && status == Refund.Status.PAID ? Refund.Status.PENDING : status,
                createdAt,
                changedAt,
                takeBackId,
                failures,
                problem);
    }
}
