package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.LeaseBook;
import dev.turnpike.billing.spending.LeaseBook.Exchange;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.SettlementBook.Settlement;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.Generation.Status;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.persistence.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A tenant with twelve dollars and a key with a limit of ten: ten of each are lent to a server. */
final class TenDollarsLent {

    static final Usd DOLLAR = Usd.parse("1");
    static final Usd TEN = Usd.parse("10");

    private static final PriceVersion PRICE = World.price();

    private final LeaseBook leases;
    private final NodeId node = new NodeId(UUID.randomUUID());
    private final Caller caller = World.tenant(Usd.parse("12"));
    private final Caller limited = World.key(caller.account(), TEN);

    TenDollarsLent(LeaseBook leases) {
        this.leases = leases;
        leases.join(node, Duration.ofMinutes(10));
        windows(limited).forEach(window -> lend(window, TEN));
        lend(new Budget.Wallet(caller.account()), TEN);
    }

    /** The server. */
    NodeId node() {
        return node;
    }

    /** By the key without a limit. */
    Caller caller() {
        return caller;
    }

    /** By the key with the limit. */
    Caller limited() {
        return limited;
    }

    static List<Budget.Window> windows(Caller by) {
        return by.limits().stream()
                .map(
                        limit ->
                                new Budget.Window(
                                        by.account(),
                                        limit.id(),
                                        limit.period().startOf(Instant.now())))
                .toList();
    }

    /** A call for which a dollar was set aside. */
    Settlement ended(Caller by, Usd cost) {
        return new Settlement(node, DOLLAR, windows(by), generation(by, cost));
    }

    Settlement ended(Caller by, List<Attempt> attempts) {
        Charge charge = new Charge(List.of(), new Markup(0), new Usd(1), new Usd(1));
        return new Settlement(node, DOLLAR, List.of(), generation(by, charge, attempts));
    }

    static Generation generation(Caller by, Usd cost) {
        return generation(by, new Charge(List.of(), new Markup(0), cost, cost));
    }

    static Generation generation(Caller by, Charge charge) {
        return generation(by, charge, List.of());
    }

    private static Generation generation(Caller by, Charge charge, List<Attempt> attempts) {
        return new Generation(
                GenerationId.of(World.NOW),
                by.account(),
                by.key(),
                World.NOW,
                SpendingNode.DETAILS,
                Status.COMPLETED,
                attempts,
                SpendingNode.delivery(PRICE, TokenCounts.of(TokenClass.OUTPUT, 7)),
                charge,
                null);
    }

    Balance balance() {
        return World.balance(caller.account());
    }

    static Balance balance(String posted, String held, String receivable) {
        return new Balance(Usd.parse(posted), Usd.parse(held), Usd.parse(receivable));
    }

    private void lend(Budget budget, Usd amount) {
        List<Loan> loans =
                leases.exchange(
                        node,
                        List.of(
                                new Exchange(
                                        budget, null, Usd.ZERO, amount, amount, amount, false)));
        assertThat(loans).extracting(Loan::lent).containsExactly(amount);
    }
}
