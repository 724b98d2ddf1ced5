package dev.turnpike.persistence.spending;

import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.SettlementBook;
import dev.turnpike.persistence.fast.FastDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settles many calls by one statement if their holds cover them, and else one by one. */
@Singleton
class JdbcSettlementBook implements SettlementBook {

    private static final Logger LOG = System.getLogger(JdbcSettlementBook.class.getName());
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
        Set<Settlement> settled = Collections.newSetFromMap(new IdentityHashMap<>());
        for (List<Settlement> batch : covered.values()) {
            if (batch.size() > 1 && settleTogether(batch)) {
                settled.addAll(batch);
            }
        }
        return settlements.stream()
                .map(it -> settled.contains(it) ? PAID : settleAlone(it))
                .toList();
    }

    /** False when one stands in the way of all: was settled before, or has lost its lease. */
    private boolean settleTogether(List<Settlement> batch) {
        try {
            run(SettlementStatement.together(batch));
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Calls could not be settled together.", e);
            return false;
        }
    }

    private Outcome settleAlone(Settlement settlement) {
        try {
            return run(SettlementStatement.alone(settlement)) > 0 ? OWED : PAID;
        } catch (RuntimeException e) {
            return new Outcome(false, e);
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
