package dev.turnpike.web.page;

import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.topups.AutoTopUp;
import dev.turnpike.billing.topups.AutoTopUps;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Puts the frame around a page: asks for the balance of whoever is looking. */
@Singleton
public class Frames {

    private final Visitors visitors;
    private final Notes notes;
    private final CsrfToken csrf;
    private final Ledger ledger;
    private final AutoTopUps topUps;
    private final Assets assets;

    @Inject
    public Frames(
            Visitors visitors,
            Notes notes,
            CsrfToken csrf,
            Ledger ledger,
            AutoTopUps topUps,
            Assets assets) {
        this.visitors = visitors;
        this.notes = notes;
        this.csrf = csrf;
        this.ledger = ledger;
        this.topUps = topUps;
        this.assets = assets;
    }

    Frame around(Page page) {
        // A piece of a page has no place for the sentence: it waits for the next whole page.
        Flash flash = page.isFragment() ? null : notes.take(Flash.class).orElse(null);
        return new Frame(
                page.title(),
                page.section(),
                visitors.findVisitor().map(this::person).orElse(null),
                flash,
                assets);
    }

    private Frame.Person person(Visitor visitor) {
        Balance balance = ledger.balance(visitor.account());
        return new Frame.Person(
                visitor.name(),
                visitor.member().email(),
                Amount.of(balance.posted()),
                balance.held().isZero() ? null : Amount.of(balance.held()),
                csrf.text(),
                visitor.isOperator(),
                topUps.find(visitor.account()).map(AutoTopUp::isStopped).orElse(false));
    }
}
