package dev.turnpike.persistence.spending;

import dev.turnpike.billing.spending.SettlementPosting;
import dev.turnpike.persistence.fast.FastDatabase;
import dev.turnpike.persistence.fast.Parameters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Posts shard after shard, each in a transaction of its own, so that nobody waits for long. */
@Singleton
class JdbcSettlementPosting implements SettlementPosting {

    private static final String LIST_SHARDS = "select unposted_shards()";
    private static final String POST = "select post_shard(p_shard => ?)";

    private final FastDatabase database;

    @Inject
    JdbcSettlementPosting(FastDatabase database) {
        this.database = database;
    }

    @Override
    public int post() {
        int batches = 0;
        for (int shard : listShards()) {
            batches +=
                    database.repeatableQuery(
                            POST,
                            parameters -> parameters.integer(shard),
                            rows -> rows.next() ? rows.getInt(1) : 0);
        }
        return batches;
    }

    private List<Integer> listShards() {
        return database.repeatableQuery(
                LIST_SHARDS,
                (Parameters _) -> {},
                rows -> {
                    List<Integer> shards = new ArrayList<>();
                    while (rows.next()) {
                        shards.add(rows.getInt(1));
                    }
                    return shards;
                });
    }
}
