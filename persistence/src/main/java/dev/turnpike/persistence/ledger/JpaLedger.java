package dev.turnpike.persistence.ledger;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Entry;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Keeps the books in PostgreSQL. Wallets are read and moved past Hibernate's cache: other sessions
 * move them all the time.
 */
@Singleton
class JpaLedger implements Ledger {

    private static final String BALANCE =
            """
            select posted_nanos, held_nanos, receivable_nanos from wallet
            where account_id = :account
            """;
    private static final String POST =
            "select post_journal(:account, :kind, :reference, :accounts, :amounts)";
    private static final String DISCREPANCIES = "select description from discrepancy limit 100";

    private final TenantScope tenants;

    @Inject
    JpaLedger(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public Balance balance(AccountId account) {
        Object[] row =
                (Object[])
                        tenants.of(account)
                                .createNativeQuery(BALANCE)
                                .setParameter("account", account.value())
                                .getSingleResult();
        return new Balance(usd(row[0]), usd(row[1]), usd(row[2]));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean post(Posting posting) {
        List<Entry> entries = posting.entries();
        return (boolean)
                tenants.of(posting.tenant())
                        .createNativeQuery(POST)
                        .setParameter("account", posting.tenant().value())
                        .setParameter("kind", posting.kind().name())
                        .setParameter("reference", posting.reference())
                        .setParameter("accounts", codes(entries))
                        .setParameter("amounts", amounts(entries))
                        .getSingleResult();
    }

    @Override
    @Transactional
    public List<String> listDiscrepancies() {
        List<?> sentences =
                tenants.acrossAccounts().createNativeQuery(DISCREPANCIES).getResultList();
        return sentences.stream().map(String.class::cast).toList();
    }

    private static String[] codes(List<Entry> entries) {
        return entries.stream().map(entry -> entry.account().code()).toArray(String[]::new);
    }

    private static long[] amounts(List<Entry> entries) {
        return entries.stream().mapToLong(entry -> entry.amount().nanos()).toArray();
    }

    private static Usd usd(Object nanos) {
        return new Usd((long) nanos);
    }
}
