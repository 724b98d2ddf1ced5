package dev.turnpike.billing.credits.stripe;

import static dev.turnpike.billing.credits.stripe.StripeConnection.unavailable;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Invoice;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.service.V1Services;
import dev.turnpike.billing.credits.PaymentPapers;
import dev.turnpike.billing.credits.Purchase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Invoices and receipts at Stripe. */
@Singleton
public class StripePapers implements PaymentPapers {

    private static final SessionRetrieveParams WITH_INVOICE =
            SessionRetrieveParams.builder().addExpand("invoice").build();
    private static final PaymentIntentRetrieveParams WITH_CHARGE =
            PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();

    private final V1Services stripe;

    @Inject
    StripePapers(StripeConnection connection) {
        stripe = connection.services();
    }

    @Override
    public Optional<URI> find(Purchase purchase, Paper paper) {
        String act = "look up the %s of purchase %s".formatted(paper, purchase.id());
        try {
            String address =
                    switch (paper) {
                        case INVOICE -> pageOf(invoice(purchase.checkoutId()));
                        case INVOICE_PDF -> fileOf(invoice(purchase.checkoutId()));
                        case RECEIPT -> receipt(purchase.paymentId());
                    };
            return Optional.ofNullable(address).map(URI::create);
        } catch (InvalidRequestException e) {
            if (StripeConnection.isMissing(e)) {
                return Optional.empty();
            }
            throw unavailable(act, e);
        } catch (StripeException e) {
            throw unavailable(act, e);
        }
    }

    private @Nullable Invoice invoice(@Nullable String checkoutId) throws StripeException {
        return checkoutId == null
                ? null
                : stripe.checkout()
                        .sessions()
                        .retrieve(checkoutId, WITH_INVOICE)
                        .getInvoiceObject();
    }

    private static @Nullable String pageOf(@Nullable Invoice invoice) {
        return invoice == null ? null : invoice.getHostedInvoiceUrl();
    }

    private static @Nullable String fileOf(@Nullable Invoice invoice) {
        return invoice == null ? null : invoice.getInvoicePdf();
    }

    private @Nullable String receipt(@Nullable String paymentId) throws StripeException {
        if (paymentId == null) {
            return null;
        }
        Charge charge =
                stripe.paymentIntents().retrieve(paymentId, WITH_CHARGE).getLatestChargeObject();
        return charge == null ? null : charge.getReceiptUrl();
    }
}
