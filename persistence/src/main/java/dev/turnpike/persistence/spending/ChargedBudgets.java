package dev.turnpike.persistence.spending;

import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.SettlementBook.Settlement;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.fast.Parameters;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What some calls cost together, for each key, each window of a limit and each wallet. */
final class ChargedBudgets {

    private final Map<UUID, Sum> keys = new LinkedHashMap<>();
    private final Map<UUID, Sum> windows = new LinkedHashMap<>();
    private final Map<UUID, Sum> wallets = new LinkedHashMap<>();

    /** The charges of one key, window or wallet. They leave the lease of that window or wallet. */
    private record Sum(UUID id, UUID account, long cost) {

        Sum plus(Sum other) {
            return new Sum(id, account, cost + other.cost);
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
        // A key notes when it was used, also by a call that cost nothing.
        keys.merge(key, new Sum(key, account, cost), Sum::plus);
        if (cost == 0) {
            return;
        }
        for (Budget.Window window : settlement.windows()) {
            UUID id = window.id();
            windows.merge(id, new Sum(id, account, cost), Sum::plus);
        }
        wallets.merge(account, new Sum(account, account, cost), Sum::plus);
    }

    void bind(Parameters parameters) throws SQLException {
        parameters
                .array("uuid", each(keys.values(), Sum::id))
                .array("uuid", each(keys.values(), Sum::account))
                .array("bigint", each(keys.values(), Sum::cost))
                .array("uuid", each(windows.values(), Sum::id))
                .array("uuid", each(windows.values(), Sum::account))
                .array("bigint", each(windows.values(), Sum::cost))
                .array("bigint", each(windows.values(), Sum::cost))
                .array("uuid", each(wallets.values(), Sum::id))
                .array("bigint", each(wallets.values(), Sum::cost))
                .array("bigint", each(wallets.values(), Sum::cost));
    }

    private static List<Object> each(Collection<Sum> sums, Function<Sum, Object> field) {
        return sums.stream().map(field).toList();
    }
}
