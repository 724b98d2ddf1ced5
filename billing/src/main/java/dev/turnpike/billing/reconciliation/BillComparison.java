package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Rounding;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.reconciliation.ProviderUsage.Line;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a provider bills for a day beside what its calls were priced at. */
@Singleton
public class BillComparison {

    private static final BigInteger PICOS_PER_NANO = BigInteger.valueOf(1_000);

    private final BilledModels models;
    private final ProviderBills bills;
    private final ProviderUsage usage;

    @Inject
    public BillComparison(BilledModels models, ProviderBills bills, ProviderUsage usage) {
        this.models = models;
        this.bills = bills;
        this.usage = usage;
    }

    /**
     * One class of units of one model on one day. Output has reasoning in it if the bill does not
     * tell it apart.
     *
     * @param model as the provider calls it; as we do, when it is not in the catalogue any more
     * @param isKnown whether we offer such a model of the provider, or have used it
     * @param ours what was priced, rounded half up to a nano-dollar
     */
    public record Row(
            String model,
            boolean isKnown,
            TokenClass tokenClass,
            long ourQuantity,
            Usd ours,
            long theirQuantity,
            Usd theirs) {

        /** How much theirs is above ours. */
        public Usd variance() {
            return theirs.minus(ours);
        }

        /** How far both are apart, never negative. */
        Usd gap() {
            Usd apart = variance();
            return apart.isNegative() ? apart.negate() : apart;
        }
    }

    /** All that either side knows of a day, by model and class. */
    @Transactional
    public List<Row> list(String provider, LocalDate day) {
        Map<String, String> names = models.names(provider);
        Set<String> known = new HashSet<>(names.values());
        Map<Key, Side> sides = new TreeMap<>();
        for (Line line : usage.list(provider, day)) {
            String model = names.getOrDefault(line.model(), line.model());
            known.add(model);
            sides.computeIfAbsent(new Key(model, line.tokenClass()), _ -> new Side()).add(line);
        }
        for (BillLine line : bills.listLines(provider, day)) {
            sides.computeIfAbsent(new Key(line.model(), line.tokenClass()), _ -> new Side())
                    .add(line);
        }
        putReasoningToOutput(sides);
        return sides.entrySet().stream()
                .map(each -> each.getValue().row(each.getKey(), known))
                .toList();
    }

    /** A bill that names no reasoning has it among the output; so has our side then. */
    private static void putReasoningToOutput(Map<Key, Side> sides) {
        for (Map.Entry<Key, Side> each : List.copyOf(sides.entrySet())) {
            Key key = each.getKey();
            if (key.tokenClass() == TokenClass.REASONING && !each.getValue().isBilled) {
                Side output = sides.get(new Key(key.model(), TokenClass.OUTPUT));
                if (output != null && output.isBilled) {
                    output.add(each.getValue());
                    sides.remove(key);
                }
            }
        }
    }

    private record Key(String model, TokenClass tokenClass) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::model).thenComparing(Key::tokenClass);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Side {
        private long ourQuantity;
        private BigInteger picos = BigInteger.ZERO;
        private long theirQuantity;
        private Usd theirs = Usd.ZERO;
        private boolean isBilled;

        private void add(Line line) {
            ourQuantity = Math.addExact(ourQuantity, line.quantity());
            picos = picos.add(line.picos());
        }

        private void add(Side other) {
            ourQuantity = Math.addExact(ourQuantity, other.ourQuantity);
            picos = picos.add(other.picos);
        }

        private void add(BillLine line) {
            isBilled = true;
            theirQuantity = Math.addExact(theirQuantity, line.quantity());
            theirs = theirs.plus(line.amount());
        }

        private Row row(Key key, Set<String> known) {
            return new Row(
                    key.model(),
                    known.contains(key.model()),
                    key.tokenClass(),
                    ourQuantity,
                    Rounding.halfUp(picos, PICOS_PER_NANO),
                    theirQuantity,
                    theirs);
        }
    }
}
