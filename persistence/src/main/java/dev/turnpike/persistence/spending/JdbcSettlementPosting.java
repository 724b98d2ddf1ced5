package dev.turnpike.persistence.spending;

import dev.turnpike.billing.spending.SettlementPosting;
import dev.turnpike.persistence.fast.FastDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Posts the accounts of one shard in a transaction of its own, so that nobody waits for long. */
@Singleton
class JdbcSettlementPosting implements SettlementPosting {

    /** A power of two. The database's {@code shard_of} says the same. */
    private static final int SHARDS = 8;

    private static final String POST = "select post_shard(p_shard => ?)";

    private final FastDatabase database;

    @Inject
    JdbcSettlementPosting(FastDatabase database) {
        this.database = database;
    }

    static int shardOf(UUID account) {
        return (int) (account.getLeastSignificantBits() & SHARDS - 1);
    }

    @Override
    public int parts() {
        return SHARDS;
    }

    @Override
    public int post(int part) {
        return database.repeatableQuery(
                POST,
                parameters -> parameters.integer(part),
                rows -> rows.next() ? rows.getInt(1) : 0);
    }
}
