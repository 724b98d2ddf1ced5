package dev.turnpike.billing.credits.stripe;

import static dev.turnpike.billing.credits.stripe.StripeConnection.unavailable;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentMethod;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerPaymentMethodListParams;
import com.stripe.param.billingportal.SessionCreateParams;
import com.stripe.service.V1Services;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PaymentCustomers;
import dev.turnpike.billing.credits.SavedCard;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Customers at Stripe, with their cards. */
@Singleton
public class StripeCustomers implements PaymentCustomers {

    /** Nobody has more cards than one page holds, and only one of them is charged. */
    private static final long PAGE = 100;

    private final V1Services stripe;

    @Inject
    StripeCustomers(StripeConnection connection) {
        stripe = connection.services();
    }

    /**
     * Without a key of ours: under that Stripe would repeat an error of its own for a day, and
     * nobody could pay meanwhile.
     */
    @Override
    public String open(AccountId account, String email) {
        CustomerCreateParams params =
                CustomerCreateParams.builder()
                        .setEmail(email)
                        .putMetadata("account", account.toString())
                        .build();
        try {
            return stripe.customers().create(params).getId();
        } catch (StripeException e) {
            throw unavailable("make a customer of account " + account, e);
        }
    }

    @Override
    public Optional<SavedCard> findCard(String customerId) {
        String act = "look up the cards of customer " + customerId;
        try {
            Customer customer = stripe.customers().retrieve(customerId);
            if (Boolean.TRUE.equals(customer.getDeleted())) {
                throw new CustomerUnknown(customerId, new IllegalStateException("It was deleted"));
            }
            CustomerPaymentMethodListParams cards =
                    CustomerPaymentMethodListParams.builder()
                            .setType(CustomerPaymentMethodListParams.Type.CARD)
                            .setLimit(PAGE)
                            .build();
            return preferred(
                    stripe.customers().paymentMethods().list(customerId, cards).getData(),
                    defaultOf(customer));
        } catch (InvalidRequestException e) {
            throw isMissing(e) ? new CustomerUnknown(customerId, e) : unavailable(act, e);
        } catch (StripeException e) {
            throw unavailable(act, e);
        }
    }

    private static @Nullable String defaultOf(Customer customer) {
        Customer.InvoiceSettings settings = customer.getInvoiceSettings();
        return settings == null ? null : settings.getDefaultPaymentMethod();
    }

    /** Stripe lists the newest first. */
    static Optional<SavedCard> preferred(List<PaymentMethod> cards, @Nullable String preferred) {
        return cards.stream()
                .filter(card -> card.getId().equals(preferred))
                .findFirst()
                .or(() -> cards.stream().findFirst())
                .map(StripeCustomers::saved);
    }

    private static SavedCard saved(PaymentMethod method) {
        PaymentMethod.Card card = method.getCard();
        return new SavedCard(
                method.getId(),
                card.getBrand(),
                card.getLast4(),
                Math.toIntExact(card.getExpMonth()),
                Math.toIntExact(card.getExpYear()));
    }

    @Override
    public void removeCard(String cardId) {
        try {
            stripe.paymentMethods().detach(cardId);
        } catch (InvalidRequestException _) {
            // It hangs on no customer: whoever looks again sees what is left.
        } catch (StripeException e) {
            throw unavailable("remove a card", e);
        }
    }

    @Override
    public URI openPortal(String customerId, URI back) {
        String act = "open the billing portal for customer " + customerId;
        SessionCreateParams params =
                SessionCreateParams.builder()
                        .setCustomer(customerId)
                        .setReturnUrl(back.toString())
                        .build();
        try {
            return URI.create(stripe.billingPortal().sessions().create(params).getUrl());
        } catch (InvalidRequestException e) {
            throw isMissing(e) ? new CustomerUnknown(customerId, e) : unavailable(act, e);
        } catch (StripeException e) {
            throw unavailable(act, e);
        }
    }

    /** Whether Stripe does not know the customer that a request is about. */
    static boolean isMissing(InvalidRequestException refusal) {
        String param = refusal.getParam();
        return StripeConnection.isMissing(refusal)
                && (param == null || param.equals("id") || param.equals("customer"));
    }
}
