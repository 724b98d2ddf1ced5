package dev.turnpike.web.operator;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.promotions.CodeCreation;
import dev.turnpike.billing.promotions.CodeLife;
import dev.turnpike.billing.promotions.CodeText;
import dev.turnpike.billing.promotions.PromotionSettings;
import dev.turnpike.billing.promotions.PromotionalCodeId;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Day;
import dev.turnpike.web.page.Dollars;
import dev.turnpike.web.page.Fields;
import dev.turnpike.web.page.TypedName;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to make a promotional code.
 *
 * @param form names this copy of the form, so that its second sending makes no second code
 * @param code the operator's own choice; empty for one that is generated
 * @param days how long the credit lives; empty when {@code until} says it
 * @param who {@code buyers}, or whatever else for everybody
 * @param errors what is wrong, by field; empty when nothing is
 */
public record CodeForm(
        String form,
        String code,
        String amount,
        String uses,
        String last,
        String days,
        String until,
        String who,
        String note,
        Map<String, String> errors) {

    /** An untouched form. */
    public static final CodeForm EMPTY =
            new CodeForm("", "", "", "", "", "30", "", "", "", Map.of());

    private static final PromotionSettings BOUNDS = PromotionSettings.DEFAULT;
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public CodeForm {
        errors = Map.copyOf(errors);
    }

    /** What became of the check. */
    sealed interface Checked permits Good, Bad {}

    /** Can be made. */
    record Good(CodeCreation.Order order) implements Checked {}

    /** Goes back into the page, with what is wrong beside each field. */
    record Bad(CodeForm form) implements Checked {}

    static CodeForm read(Fields fields) {
        return new CodeForm(
                fields.text("form"),
                fields.text("code"),
                fields.text("amount"),
                fields.text("uses"),
                fields.text("last"),
                fields.text("days"),
                fields.text("until"),
                fields.text("who"),
                fields.text("note"),
                Map.of());
    }

    Checked check(LocalDate today) {
        Map<String, String> wrong = new LinkedHashMap<>();
        note(wrong, "code", codeProblem());
        note(wrong, "amount", amountProblem());
        note(wrong, "uses", usesProblem());
        note(wrong, "last", dayProblem(last, today));
        note(wrong, "days", daysProblem());
        note(wrong, "until", untilProblem(today));
        note(wrong, "note", new TypedName(note, CodeCreation.MAX_NOTE_LENGTH).problem());
        if (wrong.isEmpty() && !BOUNDS.allowsTotal(money(), count(uses).orElseThrow())) {
            wrong.put(
                    "uses",
                    "A code gives away at most %s in all: fewer accounts, or less for each."
                            .formatted(Amount.of(BOUNDS.maximumTotal())));
        }
        return wrong.isEmpty() ? new Good(order()) : new Bad(withErrors(wrong));
    }

    CodeForm withErrors(Map<String, String> wrong) {
        return new CodeForm(form, code, amount, uses, last, days, until, who, note, wrong);
    }

    /** What is wrong with this field, or null. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }

    /** Whether the code is for accounts alone that have bought credit. */
    public boolean isForBuyers() {
        return who.equals("buyers");
    }

    private CodeCreation.Order order() {
        UUID id = ID.matcher(form).matches() ? UUID.fromString(form) : UUID.randomUUID();
        return new CodeCreation.Order(
                new PromotionalCodeId(id),
                CodeText.parse(code).orElse(null),
                money(),
                count(uses).orElseThrow(),
                Day.parse(last).orElseThrow(),
                days.isEmpty()
                        ? new CodeLife.Until(Day.parse(until).orElseThrow())
                        : new CodeLife.Days(count(days).orElseThrow()),
                isForBuyers(),
                note);
    }

    private Usd money() {
        return Dollars.parse(amount).orElseThrow();
    }

    private @Nullable String codeProblem() {
        return code.isEmpty() || CodeText.parse(code).isPresent()
                ? null
                : "A code has %d to %d letters from A to Z and digits; hyphens may stand between."
                        .formatted(CodeText.MIN_LENGTH, CodeText.MAX_LENGTH);
    }

    private @Nullable String amountProblem() {
        Optional<Usd> typed = Dollars.parse(amount);
        return typed.isPresent() && BOUNDS.allows(typed.get())
                ? null
                : "Type dollars and whole cents, from %s to %s."
                        .formatted(Amount.of(BOUNDS.minimum()), Amount.of(BOUNDS.maximum()));
    }

    private @Nullable String usesProblem() {
        OptionalInt typed = count(uses);
        return typed.isPresent() && BOUNDS.allowsUses(typed.getAsInt())
                ? null
                : "Type a number from 1 to %,d.".formatted(BOUNDS.maximumUses());
    }

    private @Nullable String daysProblem() {
        if (days.isEmpty() == until.isEmpty()) {
            return "Say either how many days the credit lives, or until when.";
        }
        OptionalInt typed = count(days);
        return days.isEmpty() || (typed.isPresent() && BOUNDS.allowsDays(typed.getAsInt()))
                ? null
                : "Type a number of days from 1 to %,d.".formatted(BOUNDS.maximumDays());
    }

    private @Nullable String untilProblem(LocalDate today) {
        if (until.isEmpty()) {
            return null;
        }
        Optional<LocalDate> redeemable = Day.parse(last);
        Optional<LocalDate> ends = Day.parse(until);
        boolean endsTooEarly =
                redeemable.isPresent() && ends.isPresent() && ends.get().isBefore(redeemable.get());
        return endsTooEarly
                ? "The credit must not end before the last day on which it can be redeemed."
                : dayProblem(until, today);
    }

    private static @Nullable String dayProblem(String typed, LocalDate today) {
        Optional<LocalDate> day = Day.parse(typed);
        return day.isPresent() && BOUNDS.allowsDay(day.get(), today)
                ? null
                : "Choose a day from today (%s, UTC) to %s, written like 2026-12-31."
                        .formatted(Day.text(today), Day.text(today.plusDays(BOUNDS.maximumDays())));
    }

    private static OptionalInt count(String typed) {
        return COUNT.matcher(typed).matches()
                ? OptionalInt.of(Integer.parseInt(typed))
                : OptionalInt.empty();
    }

    private static void note(Map<String, String> wrong, String field, @Nullable String problem) {
        if (problem != null) {
            wrong.put(field, problem);
        }
    }
}
