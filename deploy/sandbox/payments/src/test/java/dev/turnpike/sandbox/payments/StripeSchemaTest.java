package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import dev.turnpike.sandbox.payments.objects.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The check that every other test relies on does find mistakes. */
class StripeSchemaTest {

    @Test
    void findsAMissingAStrangeAndAWrongField() throws StripeException {
        ObjectNode session;
        try (World world = new World()) {
            session = Json.readObject(world.openCheckout().getLastResponse().body());
        }

        ObjectNode missing = session.deepCopy();
        missing.remove("payment_status");
        ObjectNode strange = session.deepCopy().put("colour", "red");
        ObjectNode wrong = session.deepCopy().put("status", "opened");

        assertThat(StripeSchema.violations(session)).isEmpty();
        assertThat(StripeSchema.violations(missing)).isNotEmpty();
        assertThat(StripeSchema.violations(strange)).isNotEmpty();
        assertThat(StripeSchema.violations(wrong)).isNotEmpty();
    }
}
