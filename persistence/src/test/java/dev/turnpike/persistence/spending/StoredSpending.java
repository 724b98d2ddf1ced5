package dev.turnpike.persistence.spending;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.persistence.World;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the database says about one tenant with two keys, as it was when it was last read. */
final class StoredSpending {

    private final String numbers;
    private final String leases;
    private List<BigInteger> row = List.of();
    private final Map<UUID, BigInteger> ofWallet = new HashMap<>();
    private final Map<UUID, BigInteger> ofKey = new HashMap<>();

    StoredSpending(List<Caller> callers) {
        Caller free = callers.get(0);
        Caller limited = callers.get(1);
        numbers =
                """
                select wallet.posted_nanos, wallet.receivable_nanos, a.spent_nanos, b.spent_nanos,
                       wallet.held_nanos, spending_window.held_nanos
                from wallet, key_spending a, key_spending b, spending_window
                where wallet.account_id = '%s' and a.key_id = '%s' and b.key_id = '%s'
                and limit_id = '%s'
                """
                        .formatted(
                                free.account(),
                                free.key(),
                                limited.key(),
                                limited.limits().getFirst().id());
        leases =
                """
                select (budget_id = account_id) || ' ' || node_id || ' ' || amount_nanos
                from lease where account_id = '%s'
                """
                        .formatted(free.account());
        read();
    }

    void read() {
        row = World.numbers(numbers).stream().map(BigInteger::valueOf).toList();
        ofWallet.clear();
        ofKey.clear();
        for (String lease : World.texts(leases)) {
            List<String> fields = List.of(lease.split(" ", -1));
            (fields.get(0).equals("true") ? ofWallet : ofKey)
                    .put(UUID.fromString(fields.get(1)), new BigInteger(fields.get(2)));
        }
    }

    /** Posted, receivable, and what each key has spent. */
    List<BigInteger> state() {
        return row.subList(0, 4);
    }

    BigInteger receivable() {
        return row.get(1);
    }

    BigInteger available() {
        return row.get(0).subtract(heldOfWallet());
    }

    BigInteger heldOfWallet() {
        return row.get(4);
    }

    BigInteger heldOfKey() {
        return row.get(5);
    }

    BigInteger leasedOfWallet() {
        return ofWallet.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    BigInteger leasedOfKey() {
        return ofKey.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    BigInteger leaseOfWallet(UUID node) {
        return ofWallet.getOrDefault(node, BigInteger.ZERO);
    }

    BigInteger leaseOfKey(UUID node) {
        return ofKey.getOrDefault(node, BigInteger.ZERO);
    }

    Set<UUID> nodesWithLeases() {
        Set<UUID> nodes = new HashSet<>(ofWallet.keySet());
        nodes.addAll(ofKey.keySet());
        return nodes;
    }
}
