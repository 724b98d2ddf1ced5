package dev.turnpike.billing.topups;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.topups.AutoTopUps.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether credit is bought now. Nothing here can buy without end. */
final class TopUpRules {

    /**
     * Far above what somebody needs who chose a sensible amount; it bounds what a mistake costs.
     */
    static final int MOST_A_DAY = 20;

    static final Duration DAY = Duration.ofDays(1);

    /** After a payment that nobody answered; doubled each time. */
    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    /** So the longest pause is 64 minutes. */
    private static final int MOST_DOUBLINGS = 6;

    private TopUpRules() {}

    /** What to do. */
    sealed interface Decision permits Buy, Leave, Wait, Stop {}

    record Buy() implements Decision {}

    /** There is enough, something is on its way, or it is off. */
    record Leave() implements Decision {}

    record Wait(TopUpReason why, Instant until) implements Decision {}

    record Stop(TopUpReason why) implements Decision {}

    /**
     * @param attempts at least those since the earlier of the begin of the month and a day ago, the
     *     newest first
     * @param hasMoneyGoneBack since somebody last set it
     */
    record Past(List<Attempt> attempts, boolean hasMoneyGoneBack) {}

    static Decision decide(AutoTopUp topUp, Balance balance, Past past, Instant now) {
        if (!topUp.isOn()) {
            return new Leave();
        }
        Optional<Decision> stop = stop(topUp, past);
        if (stop.isPresent()) {
            return stop.get();
        }
        boolean isInFlight =
                past.attempts().stream().anyMatch(it -> it.status() == Purchase.Status.OPEN);
        if (isInFlight || isEnough(topUp, balance)) {
            return new Leave();
        }
        Wait wait = wait(topUp, past.attempts(), now);
        return wait == null ? new Buy() : wait;
    }

    private static boolean isEnough(AutoTopUp topUp, Balance balance) {
        Usd left = balance.available().minus(balance.receivable());
        return left.compareTo(topUp.terms().threshold()) >= 0;
    }

    private static Optional<Decision> stop(AutoTopUp topUp, Past past) {
        if (past.hasMoneyGoneBack()) {
            return Optional.of(new Stop(TopUpReason.MONEY_WENT_BACK));
        }
        // Whoever switched it on again wants it to be tried again.
        return past.attempts().stream()
                .findFirst()
                .filter(last -> last.isRefused() && !last.createdAt().isBefore(topUp.changedAt()))
                .map(Attempt::problem)
                .map(TopUpReason::of)
                .map(Stop::new);
    }

    /** Null when there is nothing to wait for. */
    private static @Nullable Wait wait(AutoTopUp topUp, List<Attempt> attempts, Instant now) {
        Instant month = monthOf(now);
        Usd bought = boughtSince(month, attempts);
        if (bought.plus(topUp.terms().amount()).compareTo(topUp.terms().ceiling()) > 0) {
            return new Wait(TopUpReason.CEILING_REACHED, monthAfter(month));
        }
        List<Attempt> ofDay =
                attempts.stream()
                        .filter(it -> !it.isUnanswered())
                        .filter(it -> it.createdAt().isAfter(now.minus(DAY)))
                        .toList();
        if (ofDay.size() >= MOST_A_DAY) {
            Instant oldest = ofDay.get(MOST_A_DAY - 1).createdAt();
            return new Wait(TopUpReason.TOO_MANY_A_DAY, oldest.plus(DAY));
        }
        long unanswered = attempts.stream().takeWhile(Attempt::isUnanswered).count();
        if (unanswered == 0) {
            return null;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(unanswered - 1, MOST_DOUBLINGS));
        Instant until = attempts.getFirst().createdAt().plus(pause);
        return until.isAfter(now) ? new Wait(TopUpReason.UNANSWERED, until) : null;
    }

    /** What was paid, or is being paid. */
    static Usd boughtSince(Instant since, List<Attempt> attempts) {
        return attempts.stream()
                .filter(it -> it.status() != Purchase.Status.EXPIRED)
                .filter(it -> !it.createdAt().isBefore(since))
                .map(Attempt::amount)
                .reduce(Usd.ZERO, Usd::plus);
    }

    static Instant monthOf(Instant moment) {
        return start(LocalDate.ofInstant(moment, ZoneOffset.UTC).withDayOfMonth(1));
    }

    private static Instant monthAfter(Instant month) {
        return start(LocalDate.ofInstant(month, ZoneOffset.UTC).plusMonths(1));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
