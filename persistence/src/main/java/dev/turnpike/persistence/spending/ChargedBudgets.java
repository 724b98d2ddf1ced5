package dev.turnpike.persistence.spending;

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

/** What some calls cost together, for each key and each wallet. */
final class ChargedBudgets {

    private final Map<UUID, Sum> keys = new LinkedHashMap<>();
    private final Map<UUID, Sum> wallets = new LinkedHashMap<>();

    /**
     * The charges of one key or wallet.
     *
     * @param leased how many of these nano-dollars leave its lease
     */
    private record Sum(UUID budget, UUID account, long cost, long leased) {

        Sum plus(Sum other) {
            return new Sum(budget, account, cost + other.cost, leased + other.leased);
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
        keys.merge(key, new Sum(key, account, cost, settlement.keyLimited() ? cost : 0), Sum::plus);
        if (cost != 0) {
            wallets.merge(account, new Sum(account, account, cost, cost), Sum::plus);
        }
    }

    void bind(Parameters parameters) throws SQLException {
        parameters
                .array("uuid", each(keys.values(), Sum::budget))
                .array("uuid", each(keys.values(), Sum::account))
                .array("bigint", each(keys.values(), Sum::cost))
                .array("bigint", each(keys.values(), Sum::leased))
                .array("uuid", each(wallets.values(), Sum::budget))
                .array("bigint", each(wallets.values(), Sum::cost))
                .array("bigint", each(wallets.values(), Sum::leased));
    }

    private static List<Object> each(Collection<Sum> sums, Function<Sum, Object> field) {
        return sums.stream().map(field).toList();
    }
}
