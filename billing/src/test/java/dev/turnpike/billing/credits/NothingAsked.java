package dev.turnpike.billing.credits;

import java.util.List;

/** Nobody has asked for a refund through us. */
final class NothingAsked implements AskedRefunds {

    @Override
    public List<TakeBack> listOpen(Purchase purchase) {
        return List.of();
    }

    @Override
    public boolean settle(Purchase purchase, Payment.Return made) {
        return false;
    }

    @Override
    public void fail(Purchase purchase, Payment.Return failed) {
        // None of ours.
    }
}
