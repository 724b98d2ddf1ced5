package dev.turnpike.web.operator;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.reconciliation.BillCredit;
import dev.turnpike.billing.reconciliation.BillFile;
import dev.turnpike.billing.reconciliation.BillLine;
import dev.turnpike.billing.reconciliation.BillStanding;
import dev.turnpike.billing.reconciliation.BilledDay;
import dev.turnpike.billing.reconciliation.BilledDay.Finding;
import dev.turnpike.billing.reconciliation.BilledModels;
import dev.turnpike.billing.reconciliation.ProviderBill;
import dev.turnpike.billing.reconciliation.ProviderBills;
import dev.turnpike.billing.reconciliation.ProviderUsage;
import dev.turnpike.web.page.Browser;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * OpenAI's bill for three days of November: of the first it bills what was priced, of the second
 * eleven cents more for what was priced at ten dollars, and a model that nobody knows; the day
 * before them is not compared yet, and the one before that is left out though calls were made.
 */
record FixedBills(BillStanding standing) implements ProviderBills, ProviderUsage, BilledModels {

    FixedBills() {
        this(new BillStanding(1, 2, 1));
    }

    static final LocalDate FIRST = LocalDate.parse("2026-11-20");
    static final LocalDate SECOND = LocalDate.parse("2026-11-21");

    private static final List<BilledDay> DAYS =
            List.of(
                    new BilledDay(
                            "openai",
                            FIRST.minusDays(2),
                            false,
                            Usd.ZERO,
                            new Finding(Usd.parse("3.21"), true, 1, Usd.parse("3.21"))),
                    new BilledDay("openai", FIRST.minusDays(1), true, Usd.parse("7"), null),
                    new BilledDay(
                            "openai",
                            FIRST,
                            true,
                            Usd.parse("10"),
                            new Finding(Usd.parse("10"), false, 0, Usd.ZERO)),
                    new BilledDay(
                            "openai",
                            SECOND,
                            true,
                            Usd.parse("10.11"),
                            new Finding(Usd.parse("10"), true, 2, Usd.parse("0.06"))));

    @Override
    public List<Line> list(String provider, LocalDate day) {
        return List.of(
                new Line("openai/gpt-4o", TokenClass.INPUT, 4_000_000, BigInteger.TEN.pow(13)));
    }

    @Override
    public SortedMap<String, String> providers() {
        return new TreeMap<>(Map.of("openai", "OpenAI", "anthropic", "Anthropic"));
    }

    @Override
    public Map<String, String> names(String provider) {
        return Map.of("openai/gpt-4o", "gpt-4o");
    }

    @Override
    public Optional<ProviderBill> lockAndFind(
            String provider, String digest, List<LocalDate> days) {
        return Optional.empty();
    }

    @Override
    public ProviderBill add(String provider, BillFile.Accepted file, Instant at, String by) {
        return list(provider, 1).getFirst();
    }

    @Override
    public List<ProviderBill> list(String provider, int limit) {
        return List.of(
                new ProviderBill(
                        7,
                        provider,
                        "00",
                        Browser.NOW,
                        "op@turnpike.example",
                        2,
                        FIRST,
                        SECOND,
                        Usd.parse("20.11")));
    }

    @Override
    public List<BillLine> listLines(String provider, LocalDate day) {
        return List.of(
                new BillLine(day, "gpt-4o", TokenClass.INPUT, 4_000_000, Usd.parse("10.06")),
                new BillLine(day, "<who>", TokenClass.OUTPUT, 5, Usd.parse("0.05")));
    }

    @Override
    public List<BillCredit> listCredits(String provider, LocalDate day) {
        return day.equals(SECOND)
                ? List.of(new BillCredit(SECOND, "sorry for <that>", Usd.parse("-2.50")))
                : List.of();
    }

    @Override
    public Usd sumCredits(String provider, LocalDate from, LocalDate to) {
        return Usd.parse("-2.50");
    }

    @Override
    public List<BilledDay> listDue(
            LocalDate recent, int basisPoints, Instant offBefore, int limit) {
        return List.of();
    }

    @Override
    public boolean lockDay(String provider, LocalDate day) {
        return true;
    }

    @Override
    public void note(String provider, LocalDate day, Finding found, int basisPoints, Instant at) {}

    @Override
    public List<BilledDay> listDays(String provider, LocalDate from, LocalDate to) {
        return provider.equals("openai") ? DAYS : List.of();
    }

    @Override
    public List<BilledDay> listOff(LocalDate from, int limit) {
        return DAYS.subList(3, 4);
    }

    @Override
    public BillStanding standing(LocalDate recent) {
        return standing;
    }
}
