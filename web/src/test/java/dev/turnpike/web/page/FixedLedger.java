package dev.turnpike.web.page;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.Lot;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.ledger.Reversal;
import dev.turnpike.billing.ledger.TransactionId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.GenerationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Books that are simply there. */
public record FixedLedger(Balance balance, List<Lot> lots) implements Ledger {

    static FixedLedger of(Balance balance) {
        return new FixedLedger(balance, List.of());
    }

    /** The same with these lots. */
    public FixedLedger with(Lot... some) {
        return new FixedLedger(balance, List.of(some));
    }

    @Override
    public Balance balance(AccountId account) {
        return balance;
    }

    @Override
    public Usd balanceAt(AccountId account, Instant at) {
        throw new UnsupportedOperationException("No page shows a past balance");
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
