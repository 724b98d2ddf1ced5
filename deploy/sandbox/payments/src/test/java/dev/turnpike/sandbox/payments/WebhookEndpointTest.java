package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.WebhookEndpoint;
import com.stripe.param.EventListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointUpdateParams;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shop says where it wants to hear of what, and in which version of the API. */
class WebhookEndpointTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void sendsWhatAnEndpointAskedForSignedWithItsOwnSecret() throws StripeException {
        try (Shop second = new Shop()) {
            WebhookEndpoint endpoint = create(second);
            second.knowSecret(endpoint.getSecret());

            world.pay(world.openCheckout().getId(), World.GOOD_CARD);

            await().until(() -> !second.eventTypes().isEmpty());
            await().until(() -> world.shop.eventTypes().size() == 3);
            assertThat(second.eventTypes()).containsExactly("charge.succeeded");
            assertThat(second.events().getFirst().getApiVersion()).isEqualTo("2024-06-20");
            assertThat(second.events().getFirst().getDataObjectDeserializer().getObject())
                    .isEmpty();
            assertThat(second.forgeries()).isZero();
        }
    }

    @Test
    void changesDisablesAndDeletesEndpoints() throws StripeException {
        var endpoints = world.stripe.v1().webhookEndpoints();
        try (Shop second = new Shop()) {
            WebhookEndpoint endpoint = create(second);

            WebhookEndpoint disabled =
                    endpoints.update(
                            endpoint.getId(),
                            WebhookEndpointUpdateParams.builder().setDisabled(true).build());
            WebhookEndpoint found = endpoints.retrieve(endpoint.getId());
            int listed = endpoints.list().getData().size();
            WebhookEndpoint deleted = endpoints.delete(endpoint.getId());
            world.pay(world.openCheckout().getId(), World.GOOD_CARD);

            await().until(() -> world.shop.eventTypes().size() == 3);
            assertThat(disabled.getStatus()).isEqualTo("disabled");
            assertThat(found.getSecret()).isNull();
            assertThat(listed).isEqualTo(1);
            assertThat(deleted.getDeleted()).isTrue();
            assertThat(endpoints.list().getData()).isEmpty();
            assertThat(second.eventTypes()).isEmpty();
            assertThatThrownBy(() -> endpoints.retrieve(endpoint.getId()))
                    .hasMessageContaining("No such webhook endpoint");
        }
    }

    @Test
    void sendsForeignVersionsOnRequest() throws StripeException {
        world.knobs("{\"foreign_api_version\": 1}");

        world.pay(world.openCheckout().getId(), World.GOOD_CARD);

        await().until(() -> world.shop.events().size() == 3);
        Event first = world.shop.events().getFirst();
        assertThat(first.getApiVersion()).isEqualTo("2026-10-28.endive");
        assertThat(first.getDataObjectDeserializer().getObject()).isEmpty();
        assertThat(world.stripe.v1().events().retrieve(first.getId()).getApiVersion())
                .isEqualTo("2026-07-29.dahlia");
    }

    @Test
    void listsEventsOfSeveralTypes() throws StripeException {
        world.pay(world.openCheckout().getId(), World.GOOD_CARD);

        var found =
                world.stripe
                        .v1()
                        .events()
                        .list(
                                EventListParams.builder()
                                        .addType("charge.succeeded")
                                        .addType("checkout.session.completed")
                                        .build())
                        .getData();

        assertThat(Set.copyOf(found.stream().map(Event::getType).toList()))
                .containsExactlyInAnyOrder("charge.succeeded", "checkout.session.completed");
    }

    private WebhookEndpoint create(Shop shop) throws StripeException {
        return world.stripe
                .v1()
                .webhookEndpoints()
                .create(
                        WebhookEndpointCreateParams.builder()
                                .setUrl(shop.webhookUrl())
                                .addEnabledEvent(
                                        WebhookEndpointCreateParams.EnabledEvent.CHARGE__SUCCEEDED)
                                .putExtraParam("api_version", "2024-06-20")
                                .build());
    }
}
