package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.RefundId;
import dev.turnpike.billing.credits.refunds.Refunds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Refunds that were asked for once and for all. */
public record FixedRefunds(List<Refund> refunds) implements Refunds {

    @Override
    public Optional<Refund> find(AccountId account, RefundId id) {
        return refunds.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    @Override
    public List<Refund> list(AccountId account, PurchaseId purchase) {
        return refunds.stream().filter(it -> it.purchase().equals(purchase)).toList();
    }

    @Override
    public List<Refund> list(AccountId account) {
        return refunds;
    }

    @Override
    public List<Refund> listDue(Instant now, int limit) {
        return List.of();
    }

    @Override
    public void add(Refund refund, Instant due) {
        throw fixed();
    }

    @Override
    public void markPaid(Refund refund, String returnId, Instant at) {
        throw fixed();
    }

    @Override
    public void markFailed(Refund refund, String problem, Instant at) {
        throw fixed();
    }

    @Override
    public void noteFailure(Refund refund, String problem, Instant due) {
        throw fixed();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("These refunds are fixed");
    }
}
