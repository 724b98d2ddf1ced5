package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.TakeBacks;
import java.util.List;

/** Refunds and disputes that are simply there. */
record FixedTakeBacks(List<TakeBack> takeBacks) implements TakeBacks {

    @Override
    public List<TakeBack> list(AccountId account) {
        return takeBacks;
    }

    @Override
    public List<TakeBack> list(AccountId account, PurchaseId purchase) {
        return takeBacks.stream().filter(it -> it.purchase().equals(purchase)).toList();
    }

    @Override
    public void add(AccountId account, TakeBack takeBack) {
        throw new UnsupportedOperationException("These are fixed");
    }

    @Override
    public void mark(AccountId account, String id, TakeBack.Status status) {
        throw new UnsupportedOperationException("These are fixed");
    }
}
