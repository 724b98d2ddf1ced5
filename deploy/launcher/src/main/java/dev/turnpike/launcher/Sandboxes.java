package dev.turnpike.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What stands in for the outside world on one machine: a payment provider and a model provider. */
final class Sandboxes {

    private static final String PAYMENTS = "dev.turnpike.sandbox.payments.PaymentSandbox";
    private static final String MODELS = "dev.turnpike.sandbox.models.ModelSandbox";

    /** It keeps all that was ever bought in memory, some 100 KB for each purchase. */
    private static final String PAYMENTS_HEAP = "-Xmx2g";

    private static final String MODELS_HEAP = "-Xmx192m";

    private final Settings settings;
    private final Layout layout;
    private final Secrets secrets;
    private final Installation installation;

    Sandboxes(Settings settings, Layout layout, Secrets secrets, Installation installation) {
        this.settings = settings;
        this.layout = layout;
        this.secrets = secrets;
        this.installation = installation;
    }

    /** Pretended payments beside a key for real ones would give credit away. */
    void requireNoLiveKey() {
        if (settings.paymentSandbox()
                && secrets.of(Secret.STRIPE_SECRET_KEY).startsWith("sk_live_")) {
            throw new CannotStart(
                    "TURNPIKE_STRIPE_SECRET_KEY is a live key, and the payment sandbox is on: set TURNPIKE_SANDBOX_PAYMENTS=false to take real money.");
        }
    }

    void start(Crew crew, Progress progress) {
        if (settings.paymentSandbox()) {
            progress.say("Payment sandbox: starting");
            Part part = crew.start(payments());
            Readiness.of(part, settings.startTimeout()).awaitListening(settings.ports().payments());
        }
        if (settings.modelSandbox()) {
            progress.say("Model sandbox: starting");
            Part part = crew.start(models());
            Readiness.of(part, settings.startTimeout()).awaitListening(settings.ports().models());
        }
    }

    private Job payments() {
        return Job.of(
                "payments",
                "The payment sandbox",
                command(PAYMENTS, PAYMENTS_HEAP),
                paymentSettings(),
                layout.state());
    }

    private Job models() {
        return Job.of(
                "models",
                "The model sandbox",
                command(MODELS, MODELS_HEAP),
                modelSettings(),
                layout.state());
    }

    private Map<String, String> paymentSettings() {
        return Map.of(
                "TURNPIKE_SANDBOX_PAYMENTS_PORT", "" + settings.ports().payments(),
                "TURNPIKE_PUBLIC_URL", settings.publicUrl(),
                "TURNPIKE_SANDBOX_PAYMENTS_URL", settings.paymentsUrl(),
                "TURNPIKE_SANDBOX_DATA", layout.payments().toString(),
                "TURNPIKE_STRIPE_SECRET_KEY", secrets.of(Secret.STRIPE_SECRET_KEY),
                "TURNPIKE_STRIPE_WEBHOOK_SECRET", secrets.of(Secret.STRIPE_WEBHOOK_SECRET));
    }

    private Map<String, String> modelSettings() {
        return Map.of(
                "TURNPIKE_SANDBOX_MODELS_PORT",
                "" + settings.ports().models(),
                "TURNPIKE_SANDBOX_MODELS_KEY",
                secrets.of(Secret.SANDBOX_MODELS_KEY));
    }

    private List<String> command(String main, String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                installation.classPath(),
                main);
    }
}
