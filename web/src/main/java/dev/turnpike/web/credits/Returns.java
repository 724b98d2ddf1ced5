package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.TakeBacks;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.Refunds;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What went back of an account's purchases, or is about to: also what the payment provider has not
 * answered yet.
 */
@Singleton
public class Returns {

    private final TakeBacks takeBacks;
    private final Refunds refunds;

    @Inject
    public Returns(TakeBacks takeBacks, Refunds refunds) {
        this.takeBacks = takeBacks;
        this.refunds = refunds;
    }

    Map<PurchaseId, List<TakeBack>> list(AccountId account) {
        return together(takeBacks.list(account), refunds.list(account))
                .collect(Collectors.groupingBy(TakeBack::purchase));
    }

    /** A refund that was made is among those that were taken back. */
    static Stream<TakeBack> together(List<TakeBack> taken, List<Refund> asked) {
        return Stream.concat(
                taken.stream(),
                asked.stream()
                        .filter(it -> it.status() == Refund.Status.ASKED)
                        .map(Refund::asPending));
    }
}
