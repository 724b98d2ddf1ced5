package dev.turnpike.billing.credits.refunds;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.ledger.PaidLots;
import dev.turnpike.billing.money.Rounding;
import dev.turnpike.billing.money.Usd;
import java.util.List;

/**
 * How much of a purchase can be refunded, in whole cents of credit.
 *
 * @param most all of it
 * @param free the part of it that can be refunded at once; the rest is set aside for calls
 * @param tax what goes back on top of the most
 */
public record Refundable(Usd most, Usd free, Usd tax) {

    private static final long NANOS_PER_CENT = 10_000_000;

    /**
     * What is left of the lot, but never more than what has not gone back yet: a correction can put
     * credit into the lot again whose money is gone.
     *
     * @param gone all that went back of the purchase, or is about to
     */
    static Refundable of(Purchase purchase, List<TakeBack> gone, PaidLots.Left left) {
        Usd unrefunded = purchase.amount().minus(sum(gone).credit());
        Usd most = wholeCents(left.unspent().min(unrefunded));
        Usd free = wholeCents(left.free().min(most));
        return new Refundable(most, free, taxOf(purchase, gone, most));
    }

    /**
     * The tax that goes back with this credit, such that all parts together take their share of it
     * to the cent, however they are cut.
     */
    static Usd taxOf(Purchase purchase, List<TakeBack> gone, Usd credit) {
        Sum before = sum(gone);
        Usd reached = before.credit().plus(credit);
        Usd tax =
                reached.compareTo(purchase.amount()) >= 0
                        ? purchase.tax()
                        : Rounding.shareInCents(purchase.tax(), reached, purchase.amount());
        return atLeastZero(tax.minus(before.tax()));
    }

    private record Sum(Usd credit, Usd tax) {}

    private static Sum sum(List<TakeBack> gone) {
        Usd credit = Usd.ZERO;
        Usd tax = Usd.ZERO;
        for (TakeBack each : gone) {
            if (each.status() != TakeBack.Status.GIVEN_BACK) {
                credit = credit.plus(each.credit());
                tax = tax.plus(each.tax());
            }
        }
        return new Sum(credit, tax);
    }

    private static Usd wholeCents(Usd amount) {
        Usd some = atLeastZero(amount);
        return new Usd(some.nanos() - some.nanos() % NANOS_PER_CENT);
    }

    private static Usd atLeastZero(Usd amount) {
        return amount.isNegative() ? Usd.ZERO : amount;
    }
}
