package dev.turnpike.billing.spending;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.Generation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores calls that ended, and charges them. */
public interface SettlementBook {

    /**
     * A call that ended.
     *
     * @param node whose leases it spends from
     * @param held how much of each lease was set aside for it
     * @param windows what it is charged to beside the wallet: what it was reserved in, however late
     *     it ends
     */
    record Settlement(NodeId node, Usd held, List<Budget.Window> windows, Generation generation) {

        public Settlement {
            windows = List.copyOf(windows);
        }

        /** Whether the call cost no more than was set aside for it. */
        public boolean isCovered() {
            return generation.cost().compareTo(held) <= 0;
        }
    }

    /**
     * What became of a settlement: durable, unless there is a fault.
     *
     * @param owes whether the call cost more than its account had
     */
    record Outcome(boolean owes, @Nullable RuntimeException fault) {

        /** Whether it failed because the store was out of reach: the same step may yet succeed. */
        boolean mayPass() {
            return fault instanceof StoreUnavailable store && store.isPassing();
        }
    }

    /**
     * Settles these calls, in one durable step if it can be, and else one after the other. Cost
     * beyond what was held comes out of what is left in the wallet, the rest is owed; so does the
     * cost of a call whose node has lost its leases. A call that was settled before changes
     * nothing; if it was given up and is to be charged now, the fault is {@link CallTakenOver}. The
     * answer has their order.
     */
    @AcrossAccounts("A node settles calls of every account")
    List<Outcome> settle(List<Settlement> settlements);
}
