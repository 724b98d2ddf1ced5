package dev.turnpike.persistence.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.money.Usd;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of a refund or dispute. */
@Entity
@Table(name = "take_back")
class TakeBackEntity {

    @Id
    @Column(name = "take_back_id")
    private String id;

    @Enumerated(EnumType.STRING)
    private TakeBack.Kind kind;

    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "purchase_id")
    private UUID purchaseId;

    @Column(name = "credit_nanos")
    private long creditNanos;

    @Column(name = "tax_nanos")
    private long taxNanos;

    @Enumerated(EnumType.STRING)
    private TakeBack.Status status;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected TakeBackEntity() {}

    TakeBackEntity(AccountId account, TakeBack takeBack) {
        id = takeBack.id();
        kind = takeBack.kind();
        accountId = account.value();
        purchaseId = takeBack.purchase().value();
        creditNanos = takeBack.credit().nanos();
        taxNanos = takeBack.tax().nanos();
        status = takeBack.status();
        createdAt = takeBack.createdAt();
    }

    TakeBack toTakeBack() {
        return new TakeBack(
                id,
                kind,
                new PurchaseId(purchaseId),
                new Usd(creditNanos),
                new Usd(taxNanos),
                status,
                createdAt);
    }
}
