package dev.turnpike.persistence.ledger;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Entry;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.LedgerAccount;
import dev.turnpike.billing.ledger.Lot;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.ledger.Reversal;
import dev.turnpike.billing.ledger.TransactionId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books in PostgreSQL. Wallets are read and moved past Hibernate's cache: other sessions
 * move them all the time.
 */
@Singleton
class JpaLedger implements Ledger {

    private static final String BALANCE =
            """
            select posted_nanos, held_nanos, receivable_nanos from settled_wallet
            where account_id = :account
            """;
    private static final String POST =
            "select post_journal(:account, :kind, :reference, :accounts, :amounts)";
    private static final String GRANT =
            """
            select post_journal(:account, 'PROMOTION', :reference,
                array['wallet', 'promotional_expense'], array[:amount, -:amount], :expires)
            """;
    private static final String REVERSE =
            """
            select outcome, coalesce(reversal, 0), coalesce(nanos, 0)
            from reverse_transaction(:account, :transaction, :reason)
            """;
    private static final String REVERSE_CHARGE =
            """
            select outcome, coalesce(reversal, 0), cast(0 as bigint)
            from reverse_charge(:account, :call, :reason)
            """;
    private static final String TAKE_BACK =
            "select take_back(:account, :payment, :kind, :reference, :credit, :accounts, :amounts)";
    private static final String GIVE_BACK = "select give_back(:account, :taken, :reference, :kind)";
    private static final String POSTED_AT = "select posted_at(:account, :at)";
    private static final String LOTS =
            """
            select transaction_id, kind, amount_nanos, left_nanos, granted_at, expires_at
            from lot_left where account_id = :account and left_nanos > 0 order by place
            """;

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
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean grantPromotion(
            AccountId account, Usd amount, String reference, @Nullable Instant expiresAt) {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("A promotion gives something, not " + amount);
        }
        if (expiresAt == null) {
            return post(
                    new Posting(
                            account,
                            Posting.Kind.PROMOTION,
                            reference,
                            List.of(
                                    new Entry(LedgerAccount.WALLET, amount),
                                    new Entry(
                                            LedgerAccount.PROMOTIONAL_EXPENSE, amount.negate()))));
        }
        return (boolean)
                query(GRANT, account)
                        .setParameter("reference", reference)
                        .setParameter("amount", amount.nanos())
                        .setParameter("expires", expiresAt)
                        .getSingleResult();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public Reversal reverse(AccountId account, TransactionId credit, String reason) {
        return reversal(
                query(REVERSE, account)
                        .setParameter("transaction", credit.value())
                        .setParameter("reason", reason));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public Reversal reverse(AccountId account, GenerationId call, String reason) {
        return reversal(
                query(REVERSE_CHARGE, account)
                        .setParameter("call", call.value())
                        .setParameter("reason", reason));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean takeBack(String payment, Posting posting) {
        List<Entry> others =
                posting.entries().stream()
                        .filter(entry -> entry.account() != LedgerAccount.WALLET)
                        .toList();
        Usd credit = others.stream().map(Entry::amount).reduce(Usd.ZERO, Usd::plus);
        return (boolean)
                query(TAKE_BACK, posting.tenant())
                        .setParameter("payment", payment)
                        .setParameter("kind", posting.kind().name())
                        .setParameter("reference", posting.reference())
                        .setParameter("credit", credit.nanos())
                        .setParameter("accounts", codes(others))
                        .setParameter("amounts", amounts(others))
                        .getSingleResult();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean giveBack(
            AccountId account, Posting.Kind taken, String reference, Posting.Kind kind) {
        return (boolean)
                query(GIVE_BACK, account)
                        .setParameter("taken", taken.name())
                        .setParameter("reference", reference)
                        .setParameter("kind", kind.name())
                        .getSingleResult();
    }

    private static Reversal reversal(Query query) {
        Object[] row = (Object[]) query.getSingleResult();
        var by = new TransactionId((long) row[1]);
        return switch ((String) row[0]) {
            case "REVERSED" -> new Reversal.Reversed(by);
            case "ALREADY" -> new Reversal.AlreadyReversed(by);
            case "SPENT" -> new Reversal.Spent(usd(row[2]));
            case "LENT" -> new Reversal.Lent(usd(row[2]));
            case "UNKNOWN" -> new Reversal.Unknown();
            case "NOT_REVERSIBLE" -> new Reversal.NotReversible();
            case String other -> throw new IllegalStateException("Not an outcome: " + other);
        };
    }

    @Override
    @Transactional
    public Usd balanceAt(AccountId account, Instant at) {
        return usd(query(POSTED_AT, account).setParameter("at", at).getSingleResult());
    }

    @Override
    @Transactional
    public List<Lot> listLots(AccountId account) {
        List<?> rows = query(LOTS, account).getResultList();
        return rows.stream().map(row -> lot((Object[]) row)).toList();
    }

    private Query query(String sql, AccountId account) {
        return tenants.of(account).createNativeQuery(sql).setParameter("account", account.value());
    }

    private static Lot lot(Object[] row) {
        return new Lot(
                new TransactionId((long) row[0]),
                Lot.Kind.valueOf((String) row[1]),
                usd(row[2]),
                usd(row[3]),
                (Instant) row[4],
                (Instant) row[5]);
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
