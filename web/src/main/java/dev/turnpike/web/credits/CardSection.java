package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Customers;
import dev.turnpike.billing.topups.AutoTopUp;
import dev.turnpike.billing.topups.AutoTopUps;
import dev.turnpike.billing.topups.TopUpOffer;
import dev.turnpike.web.page.Page;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The part of the credits page about the saved card, and what is bought with it. */
@Singleton
public class CardSection {

    private final Customers customers;
    private final AutoTopUps topUps;
    private final TopUpOffer offer;

    @Inject
    public CardSection(Customers customers, AutoTopUps topUps, TopUpOffer offer) {
        this.customers = customers;
        this.topUps = topUps;
        this.offer = offer;
    }

    Page into(Page page, AccountId account) {
        Optional<AutoTopUp> topUp = topUps.find(account);
        return page.with("card", customers.find(account).map(CardRow::of).orElse(CardRow.OF_NOBODY))
                .with("topUp", TopUpView.of(offer.stands(), topUp))
                .with(
                        "topUpForm",
                        topUp.map(AutoTopUp::terms).map(TopUpForm::of).orElse(TopUpForm.EMPTY));
    }
}
