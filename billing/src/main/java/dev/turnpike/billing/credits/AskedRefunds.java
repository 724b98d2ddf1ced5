package dev.turnpike.billing.credits;

import java.util.List;

/**
 * The refunds that we asked for ourselves. Their credit is taken already when they appear at the
 * payment provider, so it must not be taken again. All of it within the transaction that has locked
 * the purchase.
 */
public interface AskedRefunds {

    /** Those of this purchase that the payment provider has not answered yet, as if it had. */
    List<TakeBack> listOpen(Purchase purchase);

    /**
     * Books what became of one that was being asked for, if this is one.
     *
     * @return false when it is none: then nothing has changed
     */
    boolean settle(Purchase purchase, Payment.Return made);

    /** Gives the credit of one back that was made and has failed since; nothing for any other. */
    void fail(Purchase purchase, Payment.Return failed);
}
