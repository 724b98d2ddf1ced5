package dev.turnpike.billing.promotions;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.money.Usd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes a promotional code. */
@Singleton
public class CodeCreation {

    /** Long enough for a sentence. */
    public static final int MAX_NOTE_LENGTH = 200;

    private final PromotionalCodes codes;
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();

    @Inject
    public CodeCreation(PromotionalCodes codes, InstantSource clock) {
        this.codes = codes;
        this.clock = clock;
    }

    /**
     * What an operator asks for, within {@link PromotionSettings#DEFAULT}.
     *
     * @param id of the code to be; the same order twice makes it once
     * @param text null for one that nobody guesses
     * @param lastDay on which it can be redeemed, in UTC
     * @param buyersOnly whether it is for accounts that have bought credit
     */
    public record Order(
            PromotionalCodeId id,
            @Nullable CodeText text,
            Usd amount,
            int maxUses,
            LocalDate lastDay,
            CodeLife life,
            boolean buyersOnly,
            String note) {

        public Order {
            PromotionSettings bounds = PromotionSettings.DEFAULT;
            if (!bounds.allows(amount)
                    || !bounds.allowsUses(maxUses)
                    || !bounds.allowsTotal(amount, maxUses)) {
                throw new IllegalArgumentException(
                        "A code gives %s to %d accounts at most, not %s to %d"
                                .formatted(
                                        bounds.maximum(), bounds.maximumUses(), amount, maxUses));
            }
            if (life instanceof CodeLife.Days(var days) && !bounds.allowsDays(days)) {
                throw new IllegalArgumentException(
                        "Credit lives for 1 to %d days, not %d"
                                .formatted(bounds.maximumDays(), days));
            }
            if (life instanceof CodeLife.Until(var day) && day.isBefore(lastDay)) {
                throw new IllegalArgumentException(
                        "Credit that ends on " + day + " must not be given until " + lastDay);
            }
            if (note.length() > MAX_NOTE_LENGTH) {
                throw new IllegalArgumentException("A note has at most 200 characters");
            }
            // Throws when the amount is finer.
            amount.toCents();
        }
    }

    /** Whether made or refused. */
    public sealed interface Outcome permits Created, TextTaken {}

    /** The code as it is stored. */
    public record Created(PromotionalCode code) implements Outcome {}

    /** Another code has this text, or one that can be taken for it. */
    public record TextTaken() implements Outcome {}

    @Transactional
    @AcrossAccounts("A code is for every account")
    public Outcome create(Order order, String operator) {
        CodeText text = order.text();
        PromotionalCode code =
                new PromotionalCode(
                        order.id(),
                        text == null ? CodeText.generate(random) : text,
                        order.amount(),
                        order.maxUses(),
                        0,
                        order.lastDay(),
                        order.life(),
                        order.buyersOnly(),
                        order.note(),
                        operator,
                        clock.instant(),
                        null);
        if (codes.add(code)) {
            return new Created(code);
        }
        return codes.find(order.id()).<Outcome>map(Created::new).orElseGet(TextTaken::new);
    }
}
