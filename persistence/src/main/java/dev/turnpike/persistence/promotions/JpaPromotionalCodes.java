package dev.turnpike.persistence.promotions;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.promotions.CodeLife;
import dev.turnpike.billing.promotions.CodeText;
import dev.turnpike.billing.promotions.PromotionalCode;
import dev.turnpike.billing.promotions.PromotionalCodeId;
import dev.turnpike.billing.promotions.PromotionalCodes;
import dev.turnpike.billing.promotions.Redemption;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps promotional codes in PostgreSQL. Each change is one guarded statement. */
@Singleton
class JpaPromotionalCodes implements PromotionalCodes {

    private static final String ADD =
            """
            insert into promotional_code (
                code_id, text, canonical, amount_nanos, max_uses, last_day, days, until_day,
                buyers_only, note, created_by, created_at)
            values (
                :id, :text, :canonical, :amount, :uses, :last, nullif(:days, 0),
                cast(nullif(:until, '') as date), :buyers, :note, :by, :at)
            on conflict do nothing
            """;
    private static final String ONE = "from PromotionalCodeEntity c where c.id = :id";
    private static final String COUNT = "select count(c) from PromotionalCodeEntity c";
    private static final String LIST =
            "from PromotionalCodeEntity c order by c.createdAt desc, c.id desc";
    private static final String SWITCH_OFF =
            """
            update PromotionalCodeEntity c set c.switchedOffAt = :at
            where c.id = :id and c.switchedOffAt is null
            """;
    private static final String CLAIM =
            """
            select outcome, claimed, amount, coalesce(life_days, 0), cast(life_until as text),
                   cast(last_day as text)
            from claim_code(:account, :canonical, :at)
            """;

    private final TenantScope tenants;

    @Inject
    JpaPromotionalCodes(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean add(PromotionalCode code) {
        int days = code.life() instanceof CodeLife.Days(var count) ? count : 0;
        String until = code.life() instanceof CodeLife.Until(var day) ? day.toString() : "";
        return tenants.acrossAccounts()
                        .createNativeQuery(ADD)
                        .setParameter("id", code.id().value())
                        .setParameter("text", code.text().shown())
                        .setParameter("canonical", code.text().canonical())
                        .setParameter("amount", code.amount().nanos())
                        .setParameter("uses", code.maxUses())
                        .setParameter("last", code.lastDay())
                        .setParameter("days", days)
                        .setParameter("until", until)
                        .setParameter("buyers", code.buyersOnly())
                        .setParameter("note", code.note())
                        .setParameter("by", code.createdBy())
                        .setParameter("at", code.createdAt())
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public Optional<PromotionalCode> find(PromotionalCodeId id) {
        return tenants.acrossAccounts()
                .createQuery(ONE, PromotionalCodeEntity.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(PromotionalCodeEntity::toCode);
    }

    @Override
    @Transactional
    public int count() {
        return Math.toIntExact(
                tenants.acrossAccounts().createQuery(COUNT, Long.class).getSingleResult());
    }

    @Override
    @Transactional
    public List<PromotionalCode> list(int offset, int limit) {
        return tenants.acrossAccounts()
                .createQuery(LIST, PromotionalCodeEntity.class)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultStream()
                .map(PromotionalCodeEntity::toCode)
                .toList();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean switchOff(PromotionalCodeId id, Instant at) {
        return tenants.acrossAccounts()
                        .createQuery(SWITCH_OFF)
                        .setParameter("id", id.value())
                        .setParameter("at", at)
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Claim claim(AccountId account, CodeText text, Instant at) {
        Object[] row =
                (Object[])
                        tenants.of(account)
                                .createNativeQuery(CLAIM)
                                .setParameter("account", account.value())
                                .setParameter("canonical", text.canonical())
                                .setParameter("at", at)
                                .getSingleResult();
        return switch ((String) row[0]) {
            case "GRANTED" -> granted(row);
            case "NOT_VALID" -> new Redemption.NotValid();
            case "TOO_LATE" -> new Redemption.TooLate(LocalDate.parse((String) row[5]));
            case "USED_UP" -> new Redemption.UsedUp();
            case "ALREADY" -> new Redemption.AlreadyRedeemed();
            case "BUYERS_ONLY" -> new Redemption.BuyersOnly();
            case "BUSY" -> new Redemption.Busy();
            case String other -> throw new IllegalStateException("Not an outcome: " + other);
        };
    }

    private static Claim granted(Object[] row) {
        int days = (int) row[3];
        return new Granted(
                new PromotionalCodeId((UUID) row[1]),
                new Usd((long) row[2]),
                days > 0
                        ? new CodeLife.Days(days)
                        : new CodeLife.Until(LocalDate.parse((String) row[4])));
    }
}
