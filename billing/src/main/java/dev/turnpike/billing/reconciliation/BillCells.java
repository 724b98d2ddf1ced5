package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.TokenClass;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the five cells of a bill's line, or says what is wrong with the first bad one. */
final class BillCells {

    private static final int MAX_MODEL_LENGTH = 200;
    private static final LocalDate EARLIEST = LocalDate.of(2020, 1, 1);

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** 15 digits: more than all tokens of all providers in a year. */
    private static final Pattern QUANTITY = Pattern.compile("[0-9]{1,15}");

    /** Up to $99,999,999 in one line; all lines together are bounded by the file. */
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,8}(\\.[0-9]{1,9})?");

    private static final Pattern CREDITED = Pattern.compile("-" + AMOUNT.pattern());

    private static final Pattern NEGATIVE = Pattern.compile("-\\s*[0-9.,]+");

    /** What begins a formula in one spreadsheet or another. */
    private static final String FORMULA = "=+-@";

    /** The class of what a provider gives back. */
    private static final String CREDIT = "credit";

    private static final String CLASSES =
            Arrays.stream(TokenClass.values())
                            .map(TokenClass::code)
                            .collect(Collectors.joining(", "))
                    + ", "
                    + CREDIT;

    private final LocalDate today;

    BillCells(LocalDate today) {
        this.today = today;
    }

    sealed interface Read permits Good, Credited, Bad {}

    record Good(BillLine line) implements Read {}

    record Credited(BillCredit credit) implements Read {}

    record Bad(String reason) implements Read {}

    Read read(List<String> cells) {
        List<Function<String, @Nullable String>> checks =
                List.of(
                        this::dayProblem,
                        BillCells::modelProblem,
                        BillCells::classProblem,
                        BillCells::quantityProblem,
                        isCredit(cells) ? BillCells::creditProblem : BillCells::amountProblem);
        for (int i = 0; i < checks.size(); i++) {
            String problem = checks.get(i).apply(cells.get(i));
            if (problem != null) {
                return new Bad(problem);
            }
        }
        if (isCredit(cells)) {
            return new Credited(
                    new BillCredit(
                            LocalDate.parse(cells.get(0)), cells.get(1), Usd.parse(cells.get(4))));
        }
        return new Good(
                new BillLine(
                        LocalDate.parse(cells.get(0)),
                        cells.get(1),
                        find(cells.get(2)).orElseThrow(),
                        Long.parseLong(cells.get(3)),
                        Usd.parse(cells.get(4))));
    }

    private @Nullable String dayProblem(String cell) {
        LocalDate day = day(cell);
        if (day == null) {
            return "The day must be written like 2026-11-22.";
        }
        if (day.isBefore(EARLIEST)) {
            return "The day is before " + EARLIEST + ".";
        }
        return day.isBefore(today) ? null : "The day is not over yet (UTC).";
    }

    private static @Nullable String modelProblem(String cell) {
        if (cell.isEmpty() || cell.length() > MAX_MODEL_LENGTH) {
            return "The model must have 1 to %d characters.".formatted(MAX_MODEL_LENGTH);
        }
        if (FORMULA.indexOf(cell.charAt(0)) >= 0) {
            return "The model begins like a formula.";
        }
        return cell.chars().anyMatch(Character::isISOControl)
                ? "The model has a line break or another control character in it."
                : null;
    }

    private static boolean isCredit(List<String> cells) {
        return cells.get(2).equals(CREDIT);
    }

    private static @Nullable String classProblem(String cell) {
        return cell.equals(CREDIT) || find(cell).isPresent()
                ? null
                : "The class must be one of: " + CLASSES + ".";
    }

    private static @Nullable String quantityProblem(String cell) {
        if (NEGATIVE.matcher(cell).matches()) {
            return "The quantity is negative.";
        }
        return QUANTITY.matcher(cell).matches()
                ? null
                : "The quantity must be a whole number of up to 15 digits, without separators.";
    }

    private static @Nullable String amountProblem(String cell) {
        if (NEGATIVE.matcher(cell).matches()) {
            return "The amount is negative: what the provider gives back has the class credit.";
        }
        return AMOUNT.matcher(cell).matches()
                ? null
                : "The amount must be dollars below 100 million with up to nine decimals, without separators.";
    }

    private static @Nullable String creditProblem(String cell) {
        return CREDITED.matcher(cell).matches() && Usd.parse(cell).isNegative()
                ? null
                : "The amount of a credit must be negative dollars, such as -12.50, with up to nine decimals.";
    }

    private static @Nullable LocalDate day(String cell) {
        try {
            return DAY.matcher(cell).matches() ? LocalDate.parse(cell) : null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static Optional<TokenClass> find(String code) {
        return Arrays.stream(TokenClass.values())
                .filter(each -> each.code().equals(code))
                .findFirst();
    }
}
