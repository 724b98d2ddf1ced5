package dev.turnpike.persistence.keys;

import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.money.Usd;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** A row of what an API key has spent: what changes with every call. */
@Entity
@Table(name = "key_spending")
class KeySpendingEntity {

    @Id
    @Column(name = "key_id")
    private UUID id;

    @Column(name = "account_id", updatable = false)
    private UUID accountId;

    // Calls move these by themselves, past Hibernate.
    @Column(name = "spent_nanos", updatable = false)
    private long spentNanos;

    @Formula(
            """
            (select coalesce(sum(charge.cost_nanos), 0) from unposted_charge charge
             where charge.kind = 'KEY' and charge.id = key_id)
            """)
    private long unpostedNanos;

    @Column(name = "last_used_at", updatable = false)
    private @Nullable Instant lastUsedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected KeySpendingEntity() {}

    KeySpendingEntity(ApiKey key) {
        id = key.id().value();
        accountId = key.account().value();
        spentNanos = key.spent().nanos();
        lastUsedAt = key.lastUsedAt();
    }

    Usd spent() {
        return new Usd(spentNanos + unpostedNanos);
    }

    @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }
}
