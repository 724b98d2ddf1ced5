package dev.turnpike.web.operator;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.BillAlarm;
import dev.turnpike.billing.reconciliation.BillFile;
import dev.turnpike.billing.reconciliation.BillStanding;
import dev.turnpike.billing.reconciliation.BilledDay;
import dev.turnpike.billing.reconciliation.BilledModels;
import dev.turnpike.billing.reconciliation.ProviderBills;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.usage.Month;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of bills, around a form in whatever state it is. */
@Singleton
public class BillsView {

    /** As many bills as somebody looks back. */
    private static final int MAX_BILLS = 20;

    /** Of days that are off; each is a link to where it is shown. */
    private static final int MAX_OFF = 20;

    private final ProviderBills bills;
    private final BillAlarm alarm;
    private final BilledModels models;
    private final InstantSource clock;

    @Inject
    public BillsView(
            ProviderBills bills, BillAlarm alarm, BilledModels models, InstantSource clock) {
        this.bills = bills;
        this.alarm = alarm;
        this.models = models;
        this.clock = clock;
    }

    /**
     * @param asked a month such as 2026-11; the present one when it is none
     */
    Page page(BillForm form, @Nullable String asked) {
        Month month =
                Month.parse(asked, clock.instant()).orElseGet(() -> Month.of(clock.instant()));
        BillStanding standing = alarm.standing();
        boolean isChosen = models.providers().containsKey(form.provider());
        List<BillDayRow> days = isChosen ? days(form.provider(), month) : List.of();
        return Page.of("operator/bills", "Bills", Section.OPERATOR)
                .with("form", form)
                .with("header", BillFile.HEADER)
                .with("most", BillFile.MAX_LENGTH)
                .with("providers", models.providers())
                .with("isChosen", isChosen)
                .with("month", month)
                .with("off", alarm.list(MAX_OFF).stream().map(this::row).toList())
                .with("standing", standing)
                .with("days", days)
                .with("sum", BillSum.of(days))
                .with("credits", isChosen ? credits(form.provider(), month) : List.of())
                .with(
                        "bills",
                        isChosen
                                ? bills.list(form.provider(), MAX_BILLS).stream()
                                        .map(BillRow::of)
                                        .toList()
                                : List.of());
    }

    /** What the month's bills give back, if anything. */
    private List<Amount> credits(String provider, Month month) {
        Usd sum = bills.sumCredits(provider, month.value().atDay(1), month.value().atEndOfMonth());
        return sum.isZero() ? List.of() : List.of(Amount.of(sum));
    }

    /** Every day of the month that is over, billed, left out or beyond all bills. */
    private List<BillDayRow> days(String provider, Month month) {
        LocalDate first = month.value().atDay(1);
        LocalDate last = month.value().atEndOfMonth();
        Map<LocalDate, BilledDay> billed =
                bills.listDays(provider, first, last).stream()
                        .collect(Collectors.toMap(BilledDay::day, Function.identity()));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<BillDayRow> rows = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last) && day.isBefore(today); ) {
            BilledDay known = billed.get(day);
            rows.add(known == null ? BillDayRow.missing(provider, day) : row(known));
            day = day.plusDays(1);
        }
        return rows;
    }

    private BillDayRow row(BilledDay day) {
        return BillDayRow.of(day, models.providers().getOrDefault(day.provider(), day.provider()));
    }
}
