package dev.turnpike.billing.credits;

import dev.turnpike.billing.money.Usd;

/** How much credit one purchase can buy. */
public record CreditSettings(Usd minimum, Usd maximum) {

    /**
     * Below $5 the payment fee eats the purchase; above $25,000 a person should talk to a person.
     */
    public static final CreditSettings DEFAULT =
            new CreditSettings(Usd.ofCents(500), Usd.ofCents(2_500_000));

    public boolean allows(Usd amount) {
        return amount.compareTo(minimum) >= 0 && amount.compareTo(maximum) <= 0;
    }
}
