package dev.turnpike.persistence.spending;

import dev.turnpike.billing.ledger.TransactionId;
import dev.turnpike.persistence.Crowd;
import dev.turnpike.persistence.World;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What the database says about one tenant with two keys, as it was when it was last read. */
final class StoredSpending {

    /** With what is settled and not posted; all of one moment, and its parameters stay the same. */
    private static final String QUESTION =
            """
            with unposted as (
                select id, node_id, sum(cost_nanos) as nanos
                from unposted_charge group by id, node_id
            )
            select concat_ws(' ', 'numbers', wallet.posted_nanos, wallet.receivable_nanos,
                   a.spent_nanos + coalesce((select sum(nanos) from unposted where id = a.key_id), 0),
                   b.spent_nanos + coalesce((select sum(nanos) from unposted where id = b.key_id), 0),
                   wallet.held_nanos,
                   spending_window.held_nanos
                       - coalesce((select sum(nanos) from unposted where id = window_id), 0))
            from settled_wallet as wallet, key_spending a, key_spending b, spending_window
            where wallet.account_id = ? and a.key_id = ? and b.key_id = ? and window_id = ?
            union all
            select concat_ws(' ', case when budget_id = account_id then 'wallet' else 'key' end,
                   lease.node_id, amount_nanos - coalesce(nanos, 0))
            from lease left join unposted on id = budget_id and unposted.node_id = lease.node_id
            where budget_id in (?, ?)
            union all
            select concat_ws(' ', 'lot', transaction_id, left_nanos)
            from lot_left where account_id = ?
            """;

    private final Object[] parameters;
    private List<BigInteger> row = List.of();
    private final Map<UUID, BigInteger> ofWallet = new HashMap<>();
    private final Map<UUID, BigInteger> ofKey = new HashMap<>();

    /** What is left of each lot, by the transaction that brought it. */
    private final SortedMap<Long, BigInteger> lots = new TreeMap<>();

    StoredSpending(Crowd.Pair tenant) {
        UUID account = tenant.free().account().value();
        UUID window = tenant.window().id();
        parameters =
                new Object[] {
                    account,
                    tenant.free().key().value(),
                    tenant.limited().key().value(),
                    window,
                    account,
                    window,
                    account
                };
        read();
    }

    void read() {
        ofWallet.clear();
        ofKey.clear();
        lots.clear();
        for (String answer : World.texts(QUESTION, parameters)) {
            List<String> fields = List.of(answer.split(" ", -1));
            switch (fields.get(0)) {
                case "wallet" -> ofWallet.put(node(fields), new BigInteger(fields.get(2)));
                case "key" -> ofKey.put(node(fields), new BigInteger(fields.get(2)));
                case "lot" -> lots.put(Long.valueOf(fields.get(1)), new BigInteger(fields.get(2)));
                default -> row = fields.stream().skip(1).map(BigInteger::new).toList();
            }
        }
    }

    private static UUID node(List<String> fields) {
        return UUID.fromString(fields.get(1));
    }

    /** What is left of each lot, as they came. */
    List<BigInteger> lots() {
        return List.copyOf(lots.values());
    }

    TransactionId newestCredit() {
        return new TransactionId(lots.lastKey());
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
