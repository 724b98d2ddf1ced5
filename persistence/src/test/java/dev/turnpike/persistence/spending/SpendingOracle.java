package dev.turnpike.persistence.spending;

import dev.turnpike.billing.usage.GenerationId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What spending should come to, in exact arithmetic, one step after the other. */
final class SpendingOracle {

    private static final BigInteger NOTHING = BigInteger.ZERO;

    private final BigInteger limitOfSecondKey;
    private final BigInteger[] spent = {NOTHING, NOTHING};
    private final Map<GenerationId, Hold> holds = new HashMap<>();
    private final Set<GenerationId> settled = new HashSet<>();
    private BigInteger posted = NOTHING;
    private BigInteger receivable = NOTHING;

    /** What a running call has set aside. */
    private record Hold(int key, BigInteger amount, boolean dying) {}

    SpendingOracle(long limitOfSecondKey) {
        this.limitOfSecondKey = BigInteger.valueOf(limitOfSecondKey);
    }

    void topUp(long nanos) {
        posted = posted.add(BigInteger.valueOf(nanos));
        BigInteger paid = receivable.min(available());
        posted = posted.subtract(paid);
        receivable = receivable.subtract(paid);
    }

    boolean hold(GenerationId call, int key, long nanos, boolean dying) {
        BigInteger amount = BigInteger.valueOf(nanos);
        boolean owes = receivable.signum() > 0;
        boolean keyIsShort =
                key == 1
                        && limitOfSecondKey.subtract(spent[1]).subtract(heldBy(1)).compareTo(amount)
                                < 0;
        if (owes || keyIsShort || available().compareTo(amount) < 0) {
            return false;
        }
        holds.put(call, new Hold(key, amount, dying));
        return true;
    }

    void settle(GenerationId call, int key, long nanos) {
        if (!settled.add(call)) {
            return;
        }
        holds.remove(call);
        BigInteger cost = BigInteger.valueOf(nanos);
        BigInteger paid = cost.min(available());
        posted = posted.subtract(paid);
        receivable = receivable.add(cost.subtract(paid));
        spent[key] = spent[key].add(cost);
    }

    int renew(boolean dying) {
        holds.replaceAll((_, hold) -> new Hold(hold.key(), hold.amount(), dying));
        return holds.size();
    }

    void expire() {
        holds.values().removeIf(Hold::dying);
    }

    List<BigInteger> state() {
        List<BigInteger> state = new ArrayList<>();
        state.add(posted);
        state.add(heldBy(0).add(heldBy(1)));
        state.add(receivable);
        for (int key = 0; key < spent.length; key++) {
            state.add(spent[key]);
            state.add(heldBy(key));
        }
        return state;
    }

    private BigInteger available() {
        return posted.subtract(heldBy(0)).subtract(heldBy(1));
    }

    private BigInteger heldBy(int key) {
        return holds.values().stream()
                .filter(hold -> hold.key() == key)
                .map(Hold::amount)
                .reduce(NOTHING, BigInteger::add);
    }
}
