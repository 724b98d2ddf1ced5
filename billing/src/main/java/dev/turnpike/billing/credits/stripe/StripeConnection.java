package dev.turnpike.billing.credits.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.service.V1Services;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable.Obstacle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/** Stripe's API, reached in one way by everything that needs it. */
@Singleton
public class StripeConnection {

    /** A buyer waits for these calls; Stripe answers within a second or not at all. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

    /** On top of the first try, all with one idempotency key. */
    private static final int RETRIES = 2;

    private final V1Services services;

    @Inject
    public StripeConnection(StripeSettings settings) {
        StripeClient.StripeClientBuilder client =
                StripeClient.builder()
                        .setApiKey(settings.secretKey())
                        .setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
                        .setReadTimeout(Math.toIntExact(READ_TIMEOUT.toMillis()))
                        .setMaxNetworkRetries(RETRIES);
        URI apiBase = settings.apiBase();
        if (apiBase != null) {
            client.setApiBase(apiBase.toString());
        }
        services = client.build().v1();
    }

    /** Every method of them talks to the network: never call one inside a transaction. */
    V1Services services() {
        return services;
    }

    /** Our own key, so that a retry after a crash is the same act. */
    static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    /**
     * Whether Stripe does not know what was asked for. The parameter that it names is called as the
     * object is, such as {@code intent}.
     */
    static boolean isMissing(InvalidRequestException refusal) {
        return "resource_missing".equals(refusal.getCode());
    }

    /**
     * What a failed call means to us.
     *
     * @param act what we wanted, as in "did not let us open a checkout"
     */
    static PaymentsUnavailable unavailable(String act, StripeException cause) {
        Obstacle obstacle =
                switch (cause) {
                    case InvalidRequestException _ -> Obstacle.REQUEST;
                    case AuthenticationException _ -> Obstacle.NOT_LET_IN;
                    default -> Obstacle.AWAY;
                };
        return new PaymentsUnavailable(
                "The payment provider did not let us %s: %s".formatted(act, cause.getMessage()),
                cause,
                obstacle);
    }
}
