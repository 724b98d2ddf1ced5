package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundUpdateParams;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event of an update tells what was before, and no other event does. */
class UpdateEventsTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tellsWhatAnUpdateChanged() throws StripeException {
        Customer ada =
                world.stripe
                        .v1()
                        .customers()
                        .create(
                                CustomerCreateParams.builder()
                                        .setName("Ada")
                                        .setEmail("ada@acme.example")
                                        .putMetadata("account", "acme")
                                        .putMetadata("floor", "3")
                                        .build());

        world.stripe
                .v1()
                .customers()
                .update(
                        ada.getId(),
                        CustomerUpdateParams.builder()
                                .setName("Ada of Acme")
                                .putMetadata("floor", "4")
                                .putMetadata("desk", "7")
                                .build());

        assertThat(previous("customer.created")).isNull();
        assertThat(told("customer.updated"))
                .containsOnlyKeys("name", "metadata")
                .containsEntry("name", "Ada");
        assertThat(told("customer.updated"))
                .containsEntry("metadata", Map.of("account", "acme", "floor", "3"));
    }

    @Test
    void tellsWhatChangedSinceTheEventBefore() throws StripeException {
        Charge charge = world.paidCharge(World.GOOD_CARD);
        refund(charge);

        assertThat(previous("refund.created")).isNull();
        assertThat(previous("charge.refunded")).isNull();
        assertThat(told("refund.updated")).containsOnlyKeys("destination_details");
        assertThat(told("refund.updated").toString())
                .contains("reference_status=pending")
                .doesNotContain("available");
    }

    @Test
    void tellsTheSameUnderBothNamesOfAnEvent() throws StripeException {
        Charge charge = world.paidCharge(World.GOOD_CARD);
        String refund = refund(charge);

        world.stripe
                .v1()
                .refunds()
                .update(refund, RefundUpdateParams.builder().putMetadata("why", "asked").build());

        assertThat(told("refund.updated")).containsOnlyKeys("metadata");
        assertThat(told("charge.refund.updated")).isEqualTo(told("refund.updated"));
    }

    private String refund(Charge charge) throws StripeException {
        return world.stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder().setCharge(charge.getId()).build())
                .getId();
    }

    private Map<String, Object> told(String type) throws StripeException {
        return Objects.requireNonNull(previous(type), type);
    }

    /** Of the newest event of this type. */
    private @Nullable Map<String, Object> previous(String type) throws StripeException {
        List<Event> newestFirst =
                world.stripe
                        .v1()
                        .events()
                        .list(EventListParams.builder().setType(type).build())
                        .getData();
        return newestFirst.getFirst().getData().getPreviousAttributes();
    }
}
