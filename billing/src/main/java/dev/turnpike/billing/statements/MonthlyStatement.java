package dev.turnpike.billing.statements;

import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All that moved a wallet in a span of time. The movements lead from the opening balance to the
 * closing one, and each breakdown comes to the usage among them, to the nano-dollar.
 *
 * @param from the first moment that belongs to it
 * @param to the first moment that does not
 * @param movements one for each item, in the order of these
 * @param usage one for each way of taking usage apart, in the order of these
 */
public record MonthlyStatement(
        Instant from, Instant to, Usd opening, List<Movement> movements, List<Breakdown> usage) {

    /** What a movement of the wallet is to its tenant. */
    public enum Item {
        /** Credit that was bought. */
        PURCHASES,
        /** Credit that was given. */
        PROMOTIONS,
        /** What calls cost, whether credit paid for it or it is owed. */
        USAGE,
        /** What calls had cost and was given back. */
        REFUNDED_USAGE,
        /** Credit that was taken back, because its purchase or gift was undone. */
        REVERSED_CREDIT,
        /** Given credit that was not spent in time. */
        EXPIRED,
        /** Credit that went with payments that were paid back, less what came again. */
        REFUNDED_PAYMENTS,
        /** Credit that went with payments that were disputed, less what came again. */
        DISPUTED_PAYMENTS,
        /** What calls cost, or payments took back, beyond the credit of their time. */
        OWED,
        /** What left the wallet for it. */
        OWED_PAID
    }

    /** All transactions of one item, and what they come to; out of the wallet is negative. */
    public record Movement(Item item, long count, Usd amount) {}

    /**
     * All journal transactions of one kind.
     *
     * @param ofCalls whether they undo charges of calls; false for all that undo nothing
     * @param wallet what they moved into the wallet
     * @param receivable what the tenant owes less through them
     */
    public record Booked(
            Posting.Kind kind, boolean ofCalls, long count, Usd wallet, Usd receivable) {}

    public MonthlyStatement {
        movements = List.copyOf(movements);
        usage = List.copyOf(usage);
        Usd used = amount(movements, Item.USAGE).negate();
        for (Breakdown breakdown : usage) {
            if (!breakdown.total().equals(used)) {
                throw new IllegalStateException(
                        "Usage by %s comes to %s, not to %s"
                                .formatted(breakdown.by(), breakdown.total(), used));
            }
        }
    }

    /** The statement of what was booked in this span of time. */
    public static MonthlyStatement of(
            Instant from, Instant to, Usd opening, List<Booked> booked, List<Breakdown> usage) {
        Map<Item, Movement> movements = new EnumMap<>(Item.class);
        for (Item item : Item.values()) {
            movements.put(item, new Movement(item, 0, Usd.ZERO));
        }
        for (Booked each : booked) {
            Item item = item(each);
            if (item == Item.OWED || item == Item.OWED_PAID) {
                add(movements, item, each.count(), each.wallet());
            } else {
                // What is owed more or less by it is not part of what it is worth.
                Usd owed = each.receivable().negate();
                add(movements, item, each.count(), each.wallet().minus(owed));
                add(movements, takesBack(each) ? Item.OWED : Item.OWED_PAID, 0, owed);
            }
        }
        return new MonthlyStatement(from, to, opening, new ArrayList<>(movements.values()), usage);
    }

    /** The balance after it. */
    public Usd closing() {
        return movements.stream().map(Movement::amount).reduce(opening, Usd::plus);
    }

    /** What the transactions of this item come to. */
    public Usd amount(Item item) {
        return amount(movements, item);
    }

    private static Usd amount(List<Movement> movements, Item item) {
        return movements.stream()
                .filter(movement -> movement.item() == item)
                .map(Movement::amount)
                .reduce(Usd.ZERO, Usd::plus);
    }

    /** What of it the tenant does not have any more is owed. */
    private static boolean takesBack(Booked booked) {
        return booked.kind() == Posting.Kind.REFUND || booked.kind() == Posting.Kind.DISPUTE;
    }

    private static Item item(Booked booked) {
        return switch (booked.kind()) {
            case PURCHASE -> Item.PURCHASES;
            case PROMOTION -> Item.PROMOTIONS;
            case USAGE -> Item.USAGE;
            case PROMOTION_EXPIRED -> Item.EXPIRED;
            case REVERSAL -> booked.ofCalls() ? Item.REFUNDED_USAGE : Item.REVERSED_CREDIT;
            case REFUND, REFUND_FAILED, REFUND_ASKED, REFUND_DROPPED -> Item.REFUNDED_PAYMENTS;
            case DISPUTE, DISPUTE_WON, DISPUTE_LOST -> Item.DISPUTED_PAYMENTS;
            case RECEIVABLE_DUE -> Item.OWED;
            case RECEIVABLE_PAID -> Item.OWED_PAID;
        };
    }

    private static void add(Map<Item, Movement> movements, Item item, long count, Usd amount) {
        movements.merge(
                item,
                new Movement(item, count, amount),
                (one, other) ->
                        new Movement(
                                item,
                                one.count() + other.count(),
                                one.amount().plus(other.amount())));
    }
}
