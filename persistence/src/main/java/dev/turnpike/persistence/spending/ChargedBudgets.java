package dev.turnpike.persistence.spending;

import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.SettlementBook.Settlement;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.fast.Parameters;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** What some calls cost together, for each key and each window of a limit. */
final class ChargedBudgets {

    private final SortedMap<Integer, Shard> shards = new TreeMap<>();

    /** The charges of one key or window. */
    private record Sum(UUID id, UUID account, long cost) {

        Sum plus(Sum other) {
            return new Sum(id, account, cost + other.cost);
        }
    }

    /** Those of some accounts. */
    private record Shard(Map<UUID, Sum> keys, Map<UUID, Sum> windows) {

        Shard() {
            this(new LinkedHashMap<>(), new LinkedHashMap<>());
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
        Shard shard =
                shards.computeIfAbsent(JdbcSettlementPosting.shardOf(account), _ -> new Shard());
        // A key notes when it was used, also by a call that cost nothing.
        shard.keys.merge(key, new Sum(key, account, cost), Sum::plus);
        for (Budget.Window window : windowsOf(settlement)) {
            UUID id = window.id();
            shard.windows.merge(id, new Sum(id, account, cost), Sum::plus);
        }
    }

    /** The windows that a call is charged to, if it cost anything. */
    static List<Budget.Window> windowsOf(Settlement settlement) {
        return settlement.generation().cost().isZero() ? List.of() : settlement.windows();
    }

    void bind(Parameters parameters) throws SQLException {
        parameters.array("integer", shards.keySet());
        bind(parameters, Shard::keys);
        bind(parameters, Shard::windows);
    }

    private void bind(Parameters parameters, Function<Shard, Map<UUID, Sum>> part)
            throws SQLException {
        List<Sum> sums = all(part);
        parameters
                .array("uuid", sums.stream().map(Sum::id).toList())
                .array("uuid", sums.stream().map(Sum::account).toList())
                .array("bigint", sums.stream().map(Sum::cost).toList())
                .array("integer", ends(part));
    }

    /** The number of each key among those that are bound, counted from one. */
    Map<UUID, Integer> keyNumbers() {
        return numbers(Shard::keys);
    }

    /** The same of each window. */
    Map<UUID, Integer> windowNumbers() {
        return numbers(Shard::windows);
    }

    private Map<UUID, Integer> numbers(Function<Shard, Map<UUID, Sum>> part) {
        Map<UUID, Integer> numbers = new HashMap<>();
        for (Sum sum : all(part)) {
            numbers.put(sum.id(), numbers.size() + 1);
        }
        return numbers;
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
}
