package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.TokenClass;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider's bill as a table of text: {@code day,model,class,quantity,amount_usd}, with that line
 * first. Every other line has an answer: it is accepted, or refused with a reason; and a file of
 * which one line is refused is refused as a whole, because half a bill says nothing.
 *
 * <ul>
 *   <li>{@code day}: such as 2026-11-22, in UTC; over, and not before 2020
 *   <li>{@code model}: as the provider calls it, up to 200 characters; what it is for, of a credit
 *   <li>{@code class}: one of {@link TokenClass#code()}, or {@code credit} for what the provider
 *       gives back; a credit stands on a day that has another line
 *   <li>{@code quantity}: a whole number, not negative
 *   <li>{@code amount_usd}: dollars with up to nine decimals, not negative, and of a credit
 *       negative; up to 100 million in all
 * </ul>
 */
public final class BillFile {

    public static final List<String> COLUMNS =
            List.of("day", "model", "class", "quantity", "amount_usd");

    /** The first line. */
    public static final String HEADER = String.join(",", COLUMNS);

    /** A month of 20 models with 16 classes each, twice over. */
    public static final int MAX_LINES = 20_000;

    /** Characters; what a form carries without strain. */
    public static final int MAX_LENGTH = 2_000_000;

    /**
     * All lines together: 31 files, one for each day of a month, then come to a third of what 64
     * bits of nano-dollars hold.
     */
    static final Usd MAX_TOTAL = Usd.ofCents(10_000_000_000L);

    /** Reasons that are told one by one; somebody who has made more made one mistake many times. */
    static final int MAX_REASONS = 100;

    private final List<BillLine> lines = new ArrayList<>();
    private final List<BillCredit> credits = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();
    private final Map<List<Object>, Long> seen = new HashMap<>();
    private final BillCells cells;
    private int refused;

    private BillFile(LocalDate today) {
        cells = new BillCells(today);
    }

    /** What became of reading a file. */
    public sealed interface Read permits Accepted, Refused {}

    /**
     * Every line was accepted, and there is at least one.
     *
     * @param digest of the text, so that the same file is known again
     */
    public record Accepted(List<BillLine> lines, List<BillCredit> credits, String digest)
            implements Read {
        public Accepted {
            lines = List.copyOf(lines);
            credits = List.copyOf(credits);
        }
    }

    /**
     * Nothing of it is taken.
     *
     * @param reasons the first of them
     * @param refused how many lines were refused
     */
    public record Refused(List<Reason> reasons, int refused) implements Read {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Why a line is refused.
     *
     * @param line where it begins in the file, counted from one; 0 for the file as a whole
     */
    public record Reason(long line, String text) {}

    /**
     * Reads a whole file.
     *
     * @param today the day in UTC that is not over yet
     */
    public static Read read(String text, LocalDate today) {
        if (text.length() > MAX_LENGTH) {
            return refused("The file has more than %,d characters.".formatted(MAX_LENGTH));
        }
        return switch (CsvTable.read(text, MAX_LINES)) {
            case CsvTable.Broken(String problem) -> refused(problem);
            case CsvTable.Rows(var rows) -> new BillFile(today).take(rows, text);
        };
    }

    private Read take(List<CsvTable.Row> rows, String text) {
        if (rows.isEmpty() || !isHeader(rows.getFirst())) {
            return refused("The first line must be: " + HEADER);
        }
        rows.subList(1, rows.size()).forEach(this::take);
        if (refused > 0) {
            return new Refused(reasons, refused);
        }
        if (lines.isEmpty() && credits.isEmpty()) {
            return refused("The file has no line behind the first one.");
        }
        Set<LocalDate> days = lines.stream().map(BillLine::day).collect(Collectors.toSet());
        for (BillCredit credit : credits) {
            if (!days.contains(credit.day())) {
                return refused(
                        "The credit \"%s\" is on %s, about which no other line is: put it on a day that is billed."
                                .formatted(credit.reason(), credit.day()));
            }
        }
        return isTooMuch()
                ? refused("The lines come to more than 100 million dollars in all.")
                : new Accepted(lines, credits, digest(text));
    }

    private boolean isTooMuch() {
        return Stream.concat(
                                lines.stream().map(BillLine::amount),
                                credits.stream().map(BillCredit::amount))
                        .map(amount -> BigInteger.valueOf(amount.nanos()).abs())
                        .reduce(BigInteger.ZERO, BigInteger::add)
                        .compareTo(BigInteger.valueOf(MAX_TOTAL.nanos()))
                > 0;
    }

    private void take(CsvTable.Row row) {
        if (row.cells().size() != COLUMNS.size()) {
            refuse(
                    row,
                    "It has %d %s instead of %d."
                            .formatted(
                                    row.cells().size(),
                                    row.cells().size() == 1 ? "cell" : "cells",
                                    COLUMNS.size()));
            return;
        }
        switch (cells.read(row.cells())) {
            case BillCells.Bad(String reason) -> refuse(row, reason);
            case BillCells.Good(BillLine line) -> {
                if (isNew(row, List.of(line.day(), line.model(), line.tokenClass()))) {
                    lines.add(line);
                }
            }
            case BillCells.Credited(BillCredit credit) -> {
                if (isNew(row, List.of(credit.day(), credit.reason()))) {
                    credits.add(credit);
                }
            }
        }
    }

    private boolean isNew(CsvTable.Row row, List<Object> about) {
        Long before = seen.putIfAbsent(about, row.line());
        if (before != null) {
            refuse(row, "Line %d is about the same day, model and class.".formatted(before));
        }
        return before == null;
    }

    private void refuse(CsvTable.Row row, String reason) {
        refused++;
        if (reasons.size() < MAX_REASONS) {
            reasons.add(new Reason(row.line(), reason));
        }
    }

    private static Refused refused(String reason) {
        return new Refused(List.of(new Reason(0, reason)), 0);
    }

    private static boolean isHeader(CsvTable.Row row) {
        return row.cells().stream()
                .map(cell -> cell.toLowerCase(Locale.ROOT))
                .toList()
                .equals(COLUMNS);
    }

    private static String digest(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
