package dev.turnpike.persistence.ledger;

import dev.turnpike.billing.ledger.PromotionExpiry;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.fast.FastDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Lets credit expire, some tenants in each transaction. */
@Singleton
class JdbcPromotionExpiry implements PromotionExpiry {

    private static final String EXPIRE =
            "select * from expire_promotions(p_after => ?, p_limit => ?)";

    /** Wallets that one transaction locks, so that their calls wait for milliseconds only. */
    private static final int BATCH = 20;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final FastDatabase database;

    @Inject
    JdbcPromotionExpiry(FastDatabase database) {
        this.database = database;
    }

    @Override
    public Usd expire() {
        var batch = new Batch(BATCH, BEFORE_ALL, Usd.ZERO);
        Usd taken = Usd.ZERO;
        while (batch.accounts() == BATCH) {
            UUID after = batch.last();
            batch =
                    database.repeatableQuery(
                            EXPIRE,
                            parameters -> parameters.id(after).integer(BATCH),
                            JdbcPromotionExpiry::readBatch);
            taken = taken.plus(batch.taken());
        }
        return taken;
    }

    /** What one transaction did: for so many tenants, the last of them, and what it took. */
    private record Batch(int accounts, UUID last, Usd taken) {}

    private static Batch readBatch(ResultSet rows) throws SQLException {
        var batch = new Batch(0, BEFORE_ALL, Usd.ZERO);
        while (rows.next()) {
            batch =
                    new Batch(
                            batch.accounts() + 1,
                            rows.getObject("expired_account", UUID.class),
                            batch.taken().plus(new Usd(rows.getLong("taken_nanos"))));
        }
        return batch;
    }
}
