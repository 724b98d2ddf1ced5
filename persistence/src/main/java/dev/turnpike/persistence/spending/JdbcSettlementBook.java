package dev.turnpike.persistence.spending;

import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.spending.AccountLocked;
import dev.turnpike.billing.spending.CallTakenOver;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.SettlementBook;
import dev.turnpike.persistence.fast.DatabaseFailed;
import dev.turnpike.persistence.fast.FastDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settles many calls by one statement if their holds cover them, and else one by one. */
@Singleton
class JdbcSettlementBook implements SettlementBook {

    private static final Logger LOG = System.getLogger(JdbcSettlementBook.class.getName());
    private static final String UNIQUE_VIOLATION = "23505";

    /** What {@code settle_calls} says of a call that was given up. */
    private static final String TAKEN_OVER = "TP002";

    private static final Outcome PAID = new Outcome(false, null);
    private static final Outcome OWED = new Outcome(true, null);

    private final FastDatabase database;

    @Inject
    JdbcSettlementBook(FastDatabase database) {
        this.database = database;
    }

    @Override
    public List<Outcome> settle(List<Settlement> settlements) {
        Map<NodeId, List<Settlement>> covered = new HashMap<>();
        for (Settlement settlement : settlements) {
            if (settlement.isCovered()) {
                covered.computeIfAbsent(settlement.node(), _ -> new ArrayList<>()).add(settlement);
            }
        }
        IdentityHashMap<Settlement, Outcome> outcomes = new IdentityHashMap<>();
        for (List<Settlement> batch : covered.values()) {
            Outcome outcome = batch.size() > 1 ? settleTogether(batch) : null;
            if (outcome != null) {
                batch.forEach(settlement -> outcomes.put(settlement, outcome));
            }
        }
        Map<AccountId, Outcome> locked = new HashMap<>();
        return settlements.stream()
                .map(it -> outcomes.computeIfAbsent(it, call -> settleAlone(call, locked)))
                .toList();
    }

    /**
     * What became of all of them; null when one stands in the way of all: was settled before, or
     * has lost its lease.
     */
    private @Nullable Outcome settleTogether(List<Settlement> batch) {
        try {
            run(SettlementStatement.together(batch));
            return PAID;
        } catch (StoreUnavailable e) {
            if (e.isPassing()) {
                return new Outcome(false, e);
            }
            LOG.log(Level.DEBUG, "Calls could not be settled together.", e);
            return null;
        }
    }

    /**
     * @param locked accounts that one of these calls has waited for in vain; the others wait no
     *     longer, for other tenants' calls stand behind them
     */
    private Outcome settleAlone(Settlement settlement, Map<AccountId, Outcome> locked) {
        AccountId account = settlement.generation().account();
        Outcome known = locked.get(account);
        if (known != null) {
            return known;
        }
        Outcome outcome = settleAlone(settlement);
        if (outcome.fault() instanceof AccountLocked) {
            locked.put(account, outcome);
        }
        return outcome;
    }

    private Outcome settleAlone(Settlement settlement) {
        try {
            return settleOrFindSettled(SettlementStatement.alone(settlement)) > 0 ? OWED : PAID;
        } catch (DatabaseFailed e) {
            if (e.isLocked()) {
                return new Outcome(false, new AccountLocked(settlement.generation().account(), e));
            }
            boolean takenOver = TAKEN_OVER.equals(e.sqlState());
            String call = settlement.generation().id().toString();
            return new Outcome(false, takenOver ? new CallTakenOver(call) : e);
        } catch (RuntimeException e) {
            return new Outcome(false, e);
        }
    }

    /** A call that was given up in this very moment is found settled at the second look. */
    private long settleOrFindSettled(SettlementStatement statement) {
        try {
            return run(statement);
        } catch (DatabaseFailed e) {
            if (UNIQUE_VIOLATION.equals(e.sqlState())) {
                return run(statement);
            }
            throw e;
        }
    }

    /** Returns the nano-dollars that are owed. */
    private long run(SettlementStatement statement) {
        return database.repeatableQuery(
                SettlementStatement.SQL, statement::bind, JdbcSettlementBook::readOwed);
    }

    private static long readOwed(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }
}
