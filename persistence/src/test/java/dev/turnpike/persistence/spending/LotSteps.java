package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Reversal;
import dev.turnpike.billing.ledger.TransactionId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.persistence.World;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random steps with the credit of one tenant: it is bought, given, taken back and corrected. */
final class LotSteps {

    private static final long MAX_NANOS = 1_000;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;
    private final AccountId account;
    private final SpendingOracle oracle;
    private final StoredSpending stored;

    /** Which credits and calls were reversed, and by which transaction. */
    private final Map<Object, TransactionId> reversed = new HashMap<>();

    private final List<GenerationId> charged = new ArrayList<>();

    LotSteps(Random random, AccountId account, SpendingOracle oracle, StoredSpending stored) {
        this.random = random;
        this.account = account;
        this.oracle = oracle;
        this.stored = stored;
    }

    String topUp() {
        Usd amount = new Usd(1 + random.nextLong(2 * MAX_NANOS));
        BigInteger before = stored.available();
        World.topUp(account, amount);
        stored.read();
        oracle.topUp(stored.newestCredit(), amount.nanos(), before);
        return "top up " + amount.nanos();
    }

    /** Some promotions have expired before they are given: the job has not come yet. */
    String promote() {
        long nanos = 1 + random.nextLong(MAX_NANOS);
        Instant expiresAt =
                switch (random.nextInt(3)) {
                    case 0 -> null;
                    case 1 -> NOW.minusSeconds(1 + random.nextInt(3));
                    default -> Instant.parse("2090-01-01T00:00:00Z").plusSeconds(random.nextInt(3));
                };
        BigInteger before = stored.available();
        World.promote(account, new Usd(nanos), expiresAt);
        stored.read();
        oracle.promote(stored.newestCredit(), nanos, expiresAt, before);
        return "promotion of " + nanos + " until " + expiresAt;
    }

    String expire() {
        BigInteger before = stored.available();
        long taken = World.numbers("select expire_promotions_of(?)", account.value()).get(0);
        stored.read();
        assertThat(BigInteger.valueOf(taken)).isEqualTo(oracle.expirePromotions(NOW, before));
        return "expire promotions: " + taken;
    }

    /** Somebody looks at the lots; nothing else changes. */
    String draw() {
        World.execute(
                """
                select from wallet where account_id = '%1$s' for no key update;
                select draw_lots('%1$s')
                """
                        .formatted(account));
        stored.read();
        return "draw";
    }

    /** From now on this call can be reversed. */
    void charge(GenerationId call, long cost) {
        if (cost > 0 && !charged.contains(call)) {
            charged.add(call);
        }
    }

    String reverse() {
        List<LotsOracle.Lot> lots = oracle.lots().lots();
        int which = random.nextInt(lots.size() + charged.size() + 1);
        if (which < lots.size()) {
            return reverseCredit(lots.get(which));
        }
        if (which < lots.size() + charged.size()) {
            return reverseCharge(charged.get(which - lots.size()));
        }
        return reverseReversal();
    }

    private String reverseCredit(LotsOracle.Lot lot) {
        BigInteger before = stored.available();
        Reversal answer = ask(lot.credit.value());
        if (!repeats(lot.credit, answer)) {
            Reversal expected = oracle.reverseCredit(lot, before);
            if (expected instanceof Reversal.Reversed) {
                note(lot.credit, answer);
            } else {
                assertThat(answer).isEqualTo(expected);
            }
        }
        return "reverse credit " + lot.credit + ": " + answer;
    }

    private String reverseCharge(GenerationId call) {
        Reversal answer =
                read(
                        """
                        select outcome || ' ' || coalesce(reversal, 0) || ' 0'
                        from reverse_charge(?, ?, 'a try')
                        """,
                        call.value());
        if (!repeats(call, answer)) {
            oracle.reverseCharge(call);
            note(call, answer);
        }
        return "reverse " + call + ": " + answer;
    }

    private String reverseReversal() {
        if (reversed.isEmpty()) {
            assertThat(ask(-1)).isEqualTo(new Reversal.Unknown());
            return "reverse nothing";
        }
        TransactionId any = reversed.values().iterator().next();
        assertThat(ask(any.value())).isEqualTo(new Reversal.NotReversible());
        return "reverse reversal " + any;
    }

    /** Whether it was reversed before; then it is said so. */
    private boolean repeats(Object what, Reversal answer) {
        TransactionId by = reversed.get(what);
        if (by == null) {
            return false;
        }
        assertThat(answer).isEqualTo(new Reversal.AlreadyReversed(by));
        return true;
    }

    private void note(Object what, Reversal answer) {
        assertThat(answer).isInstanceOf(Reversal.Reversed.class);
        reversed.put(what, ((Reversal.Reversed) answer).by());
    }

    private Reversal ask(long transaction) {
        return read(
                """
                select outcome || ' ' || coalesce(reversal, 0) || ' ' || coalesce(nanos, 0)
                from reverse_transaction(?, ?, 'a try')
                """,
                transaction);
    }

    private Reversal read(String sql, Object what) {
        String answer = World.texts(sql, account.value(), what).get(0);
        stored.read();
        String[] fields = answer.split(" ", -1);
        var by = new TransactionId(Long.parseLong(fields[1]));
        var nanos = new Usd(Long.parseLong(fields[2]));
        return switch (fields[0]) {
            case "REVERSED" -> new Reversal.Reversed(by);
            case "ALREADY" -> new Reversal.AlreadyReversed(by);
            case "SPENT" -> new Reversal.Spent(nanos);
            case "LENT" -> new Reversal.Lent(nanos);
            case "UNKNOWN" -> new Reversal.Unknown();
            case "NOT_REVERSIBLE" -> new Reversal.NotReversible();
            default -> throw new AssertionError(answer);
        };
    }
}
