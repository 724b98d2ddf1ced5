package dev.turnpike.billing.topups;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.credits.Customer;
import dev.turnpike.billing.credits.CustomerDesk;
import dev.turnpike.billing.credits.Customers;
import dev.turnpike.billing.credits.SavedCard;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Switches automatic top-up on and off, as its owner wants. */
@Singleton
public class TopUpSetting {

    private final Customers customers;
    private final CustomerDesk desk;
    private final TopUpBook book;
    private final TopUpOffer offer;

    @Inject
    public TopUpSetting(Customers customers, CustomerDesk desk, TopUpBook book, TopUpOffer offer) {
        this.customers = customers;
        this.desk = desk;
        this.book = book;
        this.offer = offer;
    }

    /** Whether it is on now. */
    public sealed interface Outcome permits SwitchedOn, Flawed, CardMissing, NotOffered {}

    /** It buys from now on. */
    public record SwitchedOn() implements Outcome {}

    /** The terms do not fit together. */
    public record Flawed(Set<TopUpTerms.Flaw> flaws) implements Outcome {}

    /** There is no saved card to buy with. */
    public record CardMissing() implements Outcome {}

    /** This installation does not have it. */
    public record NotOffered() implements Outcome {}

    /** Switches it on, or changes its terms. */
    public Outcome create(Member owner, TopUpTerms terms) {
        if (!offer.stands()) {
            return new NotOffered();
        }
        Set<TopUpTerms.Flaw> flaws = terms.flaws();
        if (!flaws.isEmpty()) {
            return new Flawed(flaws);
        }
        if (customers.find(owner.account()).map(Customer::card).isEmpty()) {
            return new CardMissing();
        }
        book.set(owner.account(), terms, owner.email());
        return new SwitchedOn();
    }

    /** What is being paid at this moment is still credited. */
    public void switchOff(AccountId account) {
        book.switchOff(account);
    }

    /**
     * Removes the saved card, and switches off what was bought with it if no other one is known.
     *
     * @return the other one
     * @throws dev.turnpike.billing.credits.Payments.PaymentsUnavailable when the card is saved
     *     still
     */
    public Optional<SavedCard> removeCard(AccountId account) {
        Optional<SavedCard> other = desk.removeCard(account);
        if (other.isEmpty()) {
            book.switchOff(account);
        }
        return other;
    }
}
