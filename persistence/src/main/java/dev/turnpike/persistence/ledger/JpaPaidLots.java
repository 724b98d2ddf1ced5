package dev.turnpike.persistence.ledger;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.PaidLots;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/** Takes credit of single payments in PostgreSQL, where the lock of the wallet is. */
@Singleton
class JpaPaidLots implements PaidLots {

    private static final String LEFT =
            "select unspent_nanos, free_nanos from left_of_payment(:account, :payment)";
    private static final String TAKE =
            """
            select outcome, nanos from take_for_refund(:account, :payment, :reference, :credit)
            """;

    private final TenantScope tenants;

    @Inject
    JpaPaidLots(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public Left left(AccountId account, String payment) {
        List<?> rows = query(LEFT, account, payment).getResultList();
        return rows.isEmpty() ? new Left(Usd.ZERO, Usd.ZERO) : left((Object[]) rows.getFirst());
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Taking take(AccountId account, String payment, String reference, Usd credit) {
        Object[] row =
                (Object[])
                        query(TAKE, account, payment)
                                .setParameter("reference", reference)
                                .setParameter("credit", credit.nanos())
                                .getSingleResult();
        return switch ((String) row[0]) {
            case "TAKEN" -> new Taken();
            case "SPENT" -> new Spent(usd(row[1]));
            case "LENT" -> new Lent(usd(row[1]));
            case String other -> throw new IllegalStateException("Not an outcome: " + other);
        };
    }

    private Query query(String sql, AccountId account, String payment) {
        return tenants.of(account)
                .createNativeQuery(sql)
                .setParameter("account", account.value())
                .setParameter("payment", payment);
    }

    private static Left left(Object[] row) {
        return new Left(usd(row[0]), usd(row[1]));
    }

    private static Usd usd(Object nanos) {
        return new Usd((long) nanos);
    }
}
