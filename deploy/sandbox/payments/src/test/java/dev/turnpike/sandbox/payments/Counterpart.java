package dev.turnpike.sandbox.payments;

import com.stripe.StripeClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom the conformance tests talk to: the sandbox, or Stripe itself when {@code STRIPE_TEST_KEY}
 * holds a secret key of its test mode.
 */
final class Counterpart implements AutoCloseable {

    private static final String VARIABLE = "STRIPE_TEST_KEY";
    private static final String STRIPE = "https://api.stripe.com";

    private final String key;
    private final @Nullable World world;
    private final @Nullable Witness witness;

    private Counterpart(String key, @Nullable World world, @Nullable Witness witness) {
        this.key = key;
        this.world = world;
        this.witness = witness;
    }

    static Counterpart choose() {
        return choose(System.getenv());
    }

    /**
     * Without the variable there is no network.
     *
     * @throws IllegalArgumentException when the key is not one of test mode: these tests pay
     */
    static Counterpart choose(Map<String, String> environment) {
        String key = environment.getOrDefault(VARIABLE, "");
        if (key.isEmpty()) {
            var world = new World();
            return new Counterpart(World.SECRET_KEY, world, new Witness(world.url("")));
        }
        if (!key.startsWith("sk_test_")) {
            throw new IllegalArgumentException(
                    VARIABLE + " must begin with sk_test_: the tests make payments.");
        }
        return new Counterpart(key, null, null);
    }

    boolean isSandbox() {
        return world != null;
    }

    String key() {
        return key;
    }

    /** Where its API is reached. */
    String base() {
        return witness == null ? STRIPE : witness.base();
    }

    /** Stripe's Java client, which repeats what was lost. */
    StripeClient client() {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(base())
                .setMaxNetworkRetries(2)
                .build();
    }

    /** The sandbox's own answers must have been as Stripe's types say. */
    void assertTrueToStripe() {
        if (witness != null) {
            witness.assertNoViolation();
        }
    }

    @Override
    public void close() {
        if (witness != null && world != null) {
            witness.close();
            world.close();
        }
    }
}
