package dev.turnpike.billing.spending;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lends credit to nodes, durably, so that they can spend it without asking. What is lent and what
 * is left never exceed the budget, however many nodes ask. Each method is one atomic step and runs
 * outside of a transaction, on any thread.
 */
public interface LeaseBook {

    /**
     * What a node gives back of a budget and wants of it, in this order.
     *
     * @param kept all that the node has of it beyond this comes back, however much it is; null when
     *     it is {@code returned}
     * @param least nothing is lent if this does not fit
     * @param needed is lent as far as it fits
     * @param wanted is lent, beyond {@code needed}, only out of a quarter of what there is
     * @param recall whether other nodes are asked for what they do not use, if {@code needed} does
     *     not fit
     */
    record Exchange(
            Budget budget,
            @Nullable Usd kept,
            Usd returned,
            Usd least,
            Usd needed,
            Usd wanted,
            boolean recall) {}

    /**
     * What came of an exchange.
     *
     * @param lent what the node may spend from now on, beside what it had and did not return
     * @param left what nobody has been lent
     * @param due what the account owes; nothing is lent until it is paid
     * @param limit its amount, when the budget is a window of one
     * @param recalling whether other nodes have yet to answer a recall
     * @param known whether there is such a budget; if not, the rest says nothing
     * @param notNow what time it is, when the budget is a window that is not the current one; then
     *     nothing is lent
     * @param locked whether somebody keeps the account locked; then nothing was exchanged, and the
     *     rest says nothing
     * @param recalled whether other nodes had asked for what this one does not use
     */
    record Loan(
            Usd lent,
            Usd left,
            Usd due,
            @Nullable Usd limit,
            boolean recalling,
            boolean known,
            @Nullable Instant notNow,
            boolean locked,
            boolean recalled) {}

    /**
     * Exchanges budget after budget; names each of them once. The answer has their order. After a
     * fault it is not known whether it was done, or will be; but not after another exchange of the
     * node that was.
     *
     * @throws NodeLost when the node has no leases any more
     */
    @AcrossAccounts("A node serves calls of every account")
    List<Loan> exchange(NodeId node, List<Exchange> exchanges);

    /**
     * The budgets of which others need what this node does not use.
     *
     * @throws NodeLost when the node has no leases any more
     */
    @AcrossAccounts("A node serves calls of every account")
    Set<UUID> listRecalled(NodeId node);

    /** Makes a new node known for this long, by the database's clock. */
    void join(NodeId node, Duration lifetime);

    /** The same for a known node; false when it is known no longer, and so has no leases. */
    boolean renew(NodeId node, Duration lifetime);

    /** Ends the leases of nodes that did not renew them; returns how many. */
    @AcrossAccounts("A node that died leaves leases of every account")
    int expire();
}
