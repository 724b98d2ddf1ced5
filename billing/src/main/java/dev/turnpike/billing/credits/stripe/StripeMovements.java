package dev.turnpike.billing.credits.stripe;

import static dev.turnpike.billing.credits.stripe.StripeConnection.unavailable;

import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.BalanceTransactionSource;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.service.BalanceTransactionService;
import dev.turnpike.billing.credits.PaymentMovement;
import dev.turnpike.billing.credits.PaymentMovement.Kind;
import dev.turnpike.billing.credits.PaymentMovements;
import dev.turnpike.billing.money.Usd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stripe's balance transactions. */
@Singleton
public class StripeMovements implements PaymentMovements {

    private static final String CURRENCY = "usd";
    private static final long PAGE = 100;

    /** A day of more than a payment a second; all of them are held in memory at once. */
    private static final int MAX_MOVEMENTS = 100_000;

    private final BalanceTransactionService transactions;

    @Inject
    public StripeMovements(StripeConnection connection) {
        transactions = connection.services().balanceTransactions();
    }

    @Override
    public List<PaymentMovement> list(Instant from, Instant to) {
        try {
            List<PaymentMovement> found = new ArrayList<>();
            for (BalanceTransaction each :
                    transactions.list(asked(from, to)).autoPagingIterable()) {
                if (found.size() == MAX_MOVEMENTS) {
                    throw new IllegalStateException(
                            "More than %d movements from %s to %s"
                                    .formatted(MAX_MOVEMENTS, from, to));
                }
                found.add(read(each));
            }
            return found;
        } catch (StripeException e) {
            throw unavailable("list what moved our balance since " + from, e);
        }
    }

    /** What moves in other currencies has nothing to do with us: we sell for dollars only. */
    static BalanceTransactionListParams asked(Instant from, Instant to) {
        return BalanceTransactionListParams.builder()
                .setCurrency(CURRENCY)
                .setCreated(
                        BalanceTransactionListParams.Created.builder()
                                .setGte(from.getEpochSecond())
                                .setLt(to.getEpochSecond())
                                .build())
                .addExpand("data.source")
                .setLimit(PAGE)
                .build();
    }

    static PaymentMovement read(BalanceTransaction transaction) {
        if (!CURRENCY.equals(transaction.getCurrency())) {
            throw new IllegalStateException(
                    "Balance transaction %s is in %s: it cannot be compared with the books"
                            .formatted(transaction.getId(), transaction.getCurrency()));
        }
        String payment = paymentOf(transaction.getSourceObject());
        Kind kind = kindOf(transaction);
        return new PaymentMovement(
                transaction.getId(),
                kind,
                kind == Kind.PURCHASE && payment != null ? payment : sourceOf(transaction),
                payment,
                Usd.ofCents(transaction.getAmount()),
                Usd.ofCents(transaction.getFee()),
                Instant.ofEpochSecond(transaction.getCreated()),
                isPending(transaction.getSourceObject()));
    }

    /** The balance moves when a bank is asked; whether it pays is known days later. */
    private static boolean isPending(@Nullable BalanceTransactionSource source) {
        return source instanceof Charge charge
                && ("pending".equals(charge.getStatus())
                        || charge.getFailureBalanceTransaction() != null);
    }

    private static Kind kindOf(BalanceTransaction transaction) {
        return switch (transaction.getType()) {
            case "charge", "payment", "payment_failure_refund" -> Kind.PURCHASE;
            case "refund", "payment_refund" -> Kind.REFUND;
            case "refund_failure" -> Kind.REFUND_FAILED;
            case "adjustment" ->
                    switch (transaction.getReportingCategory()) {
                        case "dispute" -> Kind.DISPUTE;
                        case "dispute_reversal" -> Kind.DISPUTE_WON;
                        case "fee" -> Kind.FEE;
                        case String _ -> Kind.OTHER;
                    };
            case "stripe_fee", "stripe_fx_fee", "tax_fee" -> Kind.FEE;
            case "payout",
                    "payout_cancel",
                    "payout_failure",
                    "payout_minimum_balance_hold",
                    "payout_minimum_balance_release",
                    "payment_network_reserve_hold",
                    "payment_network_reserve_release",
                    "reserve_hold",
                    "reserve_release",
                    "reserve_transaction",
                    "reserved_funds",
                    "topup",
                    "topup_reversal" ->
                    Kind.TRANSFER;
            case String _ -> Kind.OTHER;
        };
    }

    private static @Nullable String paymentOf(@Nullable BalanceTransactionSource source) {
        return switch (source) {
            case Charge charge -> charge.getPaymentIntent();
            case Refund refund -> refund.getPaymentIntent();
            case Dispute dispute -> dispute.getPaymentIntent();
            case null, default -> null;
        };
    }

    private static String sourceOf(BalanceTransaction transaction) {
        String source = transaction.getSource();
        return source == null ? transaction.getId() : source;
    }
}
