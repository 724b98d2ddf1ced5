package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.faults.FaultKnobs;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import dev.turnpike.sandbox.payments.pages.Addresses;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox knows no parameter that Stripe's own client does not know. */
class ParametersTest {

    private static final ObjectNode STRIPES =
            Json.readObject(StripeSchema.read("stripe-parameters.json"));

    @ParameterizedTest
    @MethodSource("routes")
    void knowsOnlyStripesParameters(Route route) {
        String path = route.path().pattern().replace("([A-Za-z0-9_]{1,255})", "{id}");
        JsonNode known = STRIPES.path(route.method() + " " + path);
        if (path.equals("/v1/payment_pages/{id}/confirm")) {
            // Stripe's command line calls it, but Stripe's types do not describe it.
            assertThat(known.isMissingNode()).isTrue();
            return;
        }
        if (known.isMissingNode()) {
            // What is only read, or ended, is asked nothing but what to expand.
            assertThat(route.rules().names()).containsExactly("expand[]");
            return;
        }

        List<String> names = known.valueStream().map(JsonNode::asString).toList();

        assertThat(names).containsAll(route.rules().names());
    }

    static Stream<Route> routes() {
        var house =
                new House(
                        new ObjectStore(null),
                        new FaultKnobs(),
                        InstantSource.system(),
                        InstantSource.system(),
                        _ -> 1,
                        new Addresses("http://127.0.0.1"));
        return house.routes().stream();
    }
}
