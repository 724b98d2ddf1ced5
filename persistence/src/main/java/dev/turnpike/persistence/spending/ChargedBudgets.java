package dev.turnpike.persistence.spending;

import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.SettlementBook.Settlement;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.fast.Parameters;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** What some calls cost together, for each key, each window of a limit and each wallet. */
final class ChargedBudgets {

    /** Accounts are posted in this many parts; the database's {@code shard_of} says the same. */
    private static final int SHARDS = 16;

    private final SortedMap<Integer, Shard> shards = new TreeMap<>();

    /** The charges of one key, window or wallet. */
    private record Sum(UUID id, UUID account, long cost) {

        Sum plus(Sum other) {
            return new Sum(id, account, cost + other.cost);
        }
    }

    /** Those of some accounts. */
    private record Shard(Map<UUID, Sum> keys, Map<UUID, Sum> windows, Map<UUID, Sum> wallets) {

        Shard() {
            this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    static ChargedBudgets of(List<Settlement> settlements) {
        var charged = new ChargedBudgets();
        settlements.forEach(charged::add);
        return charged;
    }

    private void add(Settlement settlement) {
        Generation call = settlement.generation();
        UUID account = call.account().value();
        UUID key = call.key().value();
        long cost = call.cost().nanos();
        int number = (int) (account.getLeastSignificantBits() & SHARDS - 1);
        Shard shard = shards.computeIfAbsent(number, _ -> new Shard());
        // A key notes when it was used, also by a call that cost nothing.
        shard.keys.merge(key, new Sum(key, account, cost), Sum::plus);
        if (cost == 0) {
            return;
        }
        for (Budget.Window window : settlement.windows()) {
            UUID id = window.id();
            shard.windows.merge(id, new Sum(id, account, cost), Sum::plus);
        }
        shard.wallets.merge(account, new Sum(account, account, cost), Sum::plus);
    }

    void bind(Parameters parameters) throws SQLException {
        parameters.array("integer", shards.keySet());
        List<Sum> keys = all(Shard::keys);
        parameters
                .array("uuid", each(keys, Sum::id))
                .array("uuid", each(keys, Sum::account))
                .array("bigint", each(keys, Sum::cost))
                .array("integer", ends(Shard::keys));
        List<Sum> windows = all(Shard::windows);
        parameters
                .array("uuid", each(windows, Sum::id))
                .array("uuid", each(windows, Sum::account))
                .array("bigint", each(windows, Sum::cost))
                .array("integer", ends(Shard::windows));
        List<Sum> wallets = all(Shard::wallets);
        parameters
                .array("uuid", each(wallets, Sum::id))
                .array("bigint", each(wallets, Sum::cost))
                .array("integer", ends(Shard::wallets));
    }

    private List<Sum> all(Function<Shard, Map<UUID, Sum>> part) {
        return shards.values().stream()
                .flatMap(shard -> part.apply(shard).values().stream())
                .toList();
    }

    /** Up to which of all of them each shard's go, counted from one. */
    private List<Integer> ends(Function<Shard, Map<UUID, Sum>> part) {
        List<Integer> ends = new ArrayList<>(shards.size());
        int end = 0;
        for (Shard shard : shards.values()) {
            end += part.apply(shard).size();
            ends.add(end);
        }
        return ends;
    }

    private static List<Object> each(List<Sum> sums, Function<Sum, Object> field) {
        return sums.stream().map(field).toList();
    }
}
