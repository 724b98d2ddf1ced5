package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import java.util.ArrayList;
import java.util.List;

/** Keeps refunds and disputes of one account as long as the test lasts. */
final class TakeBacksInMemory implements TakeBacks {

    private final List<TakeBack> takeBacks = new ArrayList<>();

    @Override
    public void add(AccountId account, TakeBack takeBack) {
        takeBacks.add(takeBack);
    }

    @Override
    public void mark(AccountId account, String id, TakeBack.Status status) {
        takeBacks.replaceAll(
                it ->
                        it.id().equals(id)
                                ? new TakeBack(
                                        id,
                                        it.kind(),
                                        it.purchase(),
                                        it.credit(),
                                        it.tax(),
                                        status,
                                        it.createdAt())
                                : it);
    }

    @Override
    public List<TakeBack> list(AccountId account, PurchaseId purchase) {
        return takeBacks.stream().filter(it -> it.purchase().equals(purchase)).toList();
    }

    @Override
    public List<TakeBack> list(AccountId account) {
        return List.copyOf(takeBacks);
    }
}
