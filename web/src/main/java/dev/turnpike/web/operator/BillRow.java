package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.ProviderBill;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Day;
import dev.turnpike.web.page.Moment;

/** A bill that was imported. */
public record BillRow(
        long id, Moment importedAt, String importedBy, String days, int lines, Amount total) {

    static BillRow of(ProviderBill bill) {
        String first = Day.text(bill.firstDay());
        String last = Day.text(bill.lastDay());
        return new BillRow(
                bill.id(),
                Moment.of(bill.importedAt()),
                bill.importedBy(),
                first.equals(last) ? first : first + " to " + last,
                bill.lines(),
                Amount.of(bill.total()));
    }
}
