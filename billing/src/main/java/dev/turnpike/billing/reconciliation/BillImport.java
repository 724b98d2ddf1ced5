package dev.turnpike.billing.reconciliation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Takes in what a provider bills, and compares its days with what we priced. */
@Singleton
public class BillImport {

    private final BilledModels models;
    private final BillBook book;
    private final BillReconciliation reconciliation;
    private final InstantSource clock;

    @Inject
    public BillImport(
            BilledModels models,
            BillBook book,
            BillReconciliation reconciliation,
            InstantSource clock) {
        this.models = models;
        this.book = book;
        this.reconciliation = reconciliation;
        this.clock = clock;
    }

    /** What became of an import. */
    public sealed interface Outcome permits Imported, Known, Refused, UnknownProvider {}

    /** It is in force for the days that it names; what it says of them else is superseded. */
    public record Imported(ProviderBill bill) implements Outcome {}

    /** The same file is in force already; nothing has changed. */
    public record Known(ProviderBill bill) implements Outcome {}

    /** Nothing of it was taken. */
    public record Refused(BillFile.Refused reasons) implements Outcome {}

    /** There is no such provider in the catalogue. */
    public record UnknownProvider() implements Outcome {}

    /**
     * Takes in all of a file, or nothing of it.
     *
     * @param provider its slug
     * @param text the file
     * @param by the operator's address
     */
    public Outcome create(String provider, String text, String by) {
        if (!models.providers().containsKey(provider)) {
            return new UnknownProvider();
        }
        return switch (BillFile.read(text, today())) {
            case BillFile.Refused refused -> new Refused(refused);
            case BillFile.Accepted accepted -> create(provider, accepted, by);
        };
    }

    /**
     * What is kept is imported. Its days are compared after that, each by itself: a month of calls
     * takes longer than a transaction may last, and than a person waits.
     */
    private Outcome create(String provider, BillFile.Accepted file, String by) {
        List<LocalDate> days =
                file.lines().stream().map(BillLine::day).distinct().sorted().toList();
        Outcome outcome = book.keep(provider, file, days, clock.instant(), by);
        reconciliation.runShortly();
        return outcome;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
