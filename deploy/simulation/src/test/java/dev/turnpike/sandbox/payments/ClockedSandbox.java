package dev.turnpike.sandbox.payments;

import java.time.InstantSource;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the payment sandbox in a time of one's own. */
public final class ClockedSandbox {

    public static final String SECRET_KEY = "sk_test_simulated";

    /** It complains of each event that nobody takes. */
    private static final Logger SENDER =
            Logger.getLogger("dev.turnpike.sandbox.payments.webhooks.WebhookSender");

    private ClockedSandbox() {}

    /** Nobody is there to receive its events: they are asked for. */
    public static PaymentSandbox start(InstantSource clock) {
        SENDER.setLevel(Level.OFF);
        var settings =
                new PaymentSandboxSettings(
                        0, SECRET_KEY, "http://127.0.0.1:9/", "whsec_simulated", null, null);
        return PaymentSandbox.start(settings, new PaymentSandbox.Surroundings(clock, List.of()));
    }
}
