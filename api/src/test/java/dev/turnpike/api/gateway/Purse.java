package dev.turnpike.api.gateway;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.LeaseBook;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.SettlementBook;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.billing.usage.Generations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One wallet in memory: it lends what it has and remembers what was settled. */
final class Purse implements LeaseBook, SettlementBook, Generations {

    private final List<Generation> settled = new ArrayList<>();
    private Usd available;
    private Usd lent = Usd.ZERO;
    private Usd mostLent = Usd.ZERO;
    private int faults;

    /** Of every limit: a window of it is new for each call. */
    private Usd limit = Usd.ZERO;

    Purse(String dollars) {
        available = Usd.parse(dollars);
    }

    @Override
    public synchronized List<Loan> exchange(NodeId node, List<Exchange> exchanges) {
        return exchanges.stream().map(this::exchange).toList();
    }

    private Loan exchange(Exchange exchange) {
        if (exchange.budget() instanceof Budget.Window) {
            boolean fits = exchange.needed().compareTo(limit) <= 0;
            Usd lent = fits ? exchange.needed() : Usd.ZERO;
            return new Loan(
                    lent, limit.minus(lent), Usd.ZERO, limit, false, true, null, false, false);
        }
        move(exchange.returned().negate());
        Usd loan = exchange.needed().compareTo(available) <= 0 ? exchange.needed() : Usd.ZERO;
        move(loan);
        return new Loan(loan, available, Usd.ZERO, null, false, true, null, false, false);
    }

    private void move(Usd amount) {
        available = available.minus(amount);
        lent = lent.plus(amount);
        mostLent = mostLent.compareTo(lent) >= 0 ? mostLent : lent;
    }

    @Override
    public synchronized List<Outcome> settle(List<Settlement> settlements) {
        return settlements.stream().map(this::settle).toList();
    }

    private Outcome settle(Settlement settlement) {
        if (faults > 0) {
            faults--;
            return new Outcome(false, new IllegalStateException("The database is away"));
        }
        Generation generation = settlement.generation();
        if (settled.stream().noneMatch(it -> it.id().equals(generation.id()))) {
            lent = lent.minus(generation.cost());
            settled.add(generation);
        }
        return new Outcome(false, null);
    }

    @Override
    public Set<UUID> listRecalled(NodeId node) {
        return Set.of();
    }

    @Override
    public void join(NodeId node, Duration lifetime) {}

    @Override
    public boolean renew(NodeId node, Duration lifetime) {
        return true;
    }

    @Override
    public int expire() {
        return 0;
    }

    synchronized void limit(Usd amount) {
        limit = amount;
    }

    /** So many settlements will fail from now on. */
    synchronized void failNext(int times) {
        faults = times;
    }

    /** What is left, lent or not, once nothing runs any more. */
    synchronized Usd left() {
        return available.plus(lent);
    }

    /** The most that was lent at a time. */
    synchronized Usd mostLent() {
        return mostLent;
    }

    synchronized boolean lendsNothing() {
        return lent.isZero();
    }

    /** The one call that was settled. */
    synchronized Generation settled() {
        if (settled.size() != 1) {
            throw new AssertionError("Expected one settled call: " + settled);
        }
        return settled.getFirst();
    }

    @Override
    public synchronized Optional<Generation> find(AccountId account, GenerationId id) {
        return settled.stream()
                .filter(it -> it.id().equals(id) && it.account().equals(account))
                .findAny();
    }

    @Override
    public List<Generation> listRecent(
            AccountId account, @Nullable GenerationId before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelSpend> listSpend(AccountId account, Instant from, Instant to) {
        throw new UnsupportedOperationException();
    }

    synchronized boolean isSettled() {
        return !settled.isEmpty();
    }
}
