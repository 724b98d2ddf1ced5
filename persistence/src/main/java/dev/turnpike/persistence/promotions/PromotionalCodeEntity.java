package dev.turnpike.persistence.promotions;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.promotions.CodeLife;
import dev.turnpike.billing.promotions.CodeText;
import dev.turnpike.billing.promotions.PromotionalCode;
import dev.turnpike.billing.promotions.PromotionalCodeId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of a promotional code, to be read; rows are written by guarded statements alone. */
@Entity
@Table(name = "promotional_code")
class PromotionalCodeEntity {

    @Id
    @Column(name = "code_id")
    private UUID id;

    private String text;

    @Column(name = "amount_nanos")
    private long amountNanos;

    @Column(name = "max_uses")
    private int maxUses;

    private int uses;

    @Column(name = "last_day")
    private LocalDate lastDay;

    private @Nullable Integer days;

    @Column(name = "until_day")
    private @Nullable LocalDate untilDay;

    @Column(name = "buyers_only")
    private boolean buyersOnly;

    private String note;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "switched_off_at")
    private @Nullable Instant switchedOffAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected PromotionalCodeEntity() {}

    PromotionalCode toCode() {
        return new PromotionalCode(
                new PromotionalCodeId(id),
                new CodeText(text),
                new Usd(amountNanos),
                maxUses,
                uses,
                lastDay,
                life(),
                buyersOnly,
                note,
                createdBy,
                createdAt,
                switchedOffAt);
    }

    /** One of the two is there. */
    private CodeLife life() {
        return days == null
                ? new CodeLife.Until(Objects.requireNonNull(untilDay))
                : new CodeLife.Days(days);
    }
}
