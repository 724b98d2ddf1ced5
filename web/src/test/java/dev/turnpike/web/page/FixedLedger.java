package dev.turnpike.web.page;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.Lot;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.ledger.Reversal;
import dev.turnpike.billing.ledger.Statement;
import dev.turnpike.billing.ledger.TransactionId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.GenerationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Books that are simply there; whatever span of time is asked for, its lines are these. */
public record FixedLedger(Balance balance, Usd opening, List<Statement.Line> lines, List<Lot> lots)
        implements Ledger {

    static FixedLedger of(Balance balance) {
        return new FixedLedger(balance, Usd.ZERO, List.of(), List.of());
    }

    /** The same with these lines in every statement. */
    public FixedLedger with(Usd balanceBefore, Statement.Line... moved) {
        return new FixedLedger(balance, balanceBefore, List.of(moved), lots);
    }

    /** The same with these lots. */
    public FixedLedger with(Lot... some) {
        return new FixedLedger(balance, opening, lines, List.of(some));
    }

    @Override
    public Balance balance(AccountId account) {
        return balance;
    }

    @Override
    public Usd balanceAt(AccountId account, Instant at) {
        return opening;
    }

    @Override
    public Statement statement(AccountId account, Instant from, Instant to) {
        return new Statement(from, to, opening, lines);
    }

    @Override
    public List<Lot> listLots(AccountId account) {
        return lots;
    }

    @Override
    public boolean post(Posting posting) {
        throw fixed();
    }

    @Override
    public boolean grantPromotion(
            AccountId account, Usd amount, String reference, @Nullable Instant expiresAt) {
        throw fixed();
    }

    @Override
    public Reversal reverse(AccountId account, TransactionId credit, String reason) {
        throw fixed();
    }

    @Override
    public Reversal reverse(AccountId account, GenerationId call, String reason) {
        throw fixed();
    }

    @Override
    public boolean takeBack(String payment, Posting posting) {
        throw fixed();
    }

    @Override
    public boolean giveBack(
            AccountId account, Posting.Kind taken, String reference, Posting.Kind kind) {
        throw fixed();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("Pages never write in the books");
    }
}
