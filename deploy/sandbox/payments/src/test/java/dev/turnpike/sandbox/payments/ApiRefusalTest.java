package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import dev.turnpike.sandbox.payments.http.Endpoint;
import dev.turnpike.sandbox.payments.objects.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What the API refuses, in Stripe's words: callers rely on the codes. */
class ApiRefusalTest {

    private static final String ORDER =
            "mode=payment&success_url=http://127.0.0.1:8080/&line_items[0][quantity]=1&line_items[0][price_data][currency]=usd&line_items[0][price_data][product_data][name]=Credit&line_items[0][price_data][unit_amount]=";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void asksForAKey() {
        HttpResponse<String> answer =
                world.send(HttpRequest.newBuilder(URI.create(world.url("/v1/customers"))).build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("You did not provide an API key");
    }

    @Test
    void refusesAnotherKeyWithoutRepeatingIt() {
        StripeClient stranger =
                StripeClient.builder()
                        .setApiKey("sk_test_somebodyElse0123")
                        .setApiBase(world.url(""))
                        .build();

        assertThatThrownBy(() -> stranger.v1().events().list())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Invalid API Key provided: sk_test_****0123");
    }

    @ParameterizedTest
    @CsvSource({
        "colour=red, parameter_unknown, colour",
        "line_items[0][tax_rates][0]=txr_1, parameter_unknown, line_items[0][tax_rates][0]",
        "expires_at=soon, parameter_invalid_integer, expires_at",
        "client_reference_id=, parameter_invalid_empty, client_reference_id",
        "customer=cus_none, resource_missing, customer",
        "success_url=shop, url_invalid, success_url"
    })
    void refusesAWrongParameter(String parameter, String code, String param) {
        ObjectNode error = createWith(ORDER + "1000&" + parameter);

        assertThat(Json.textAt(error, "/error/type")).isEqualTo("invalid_request_error");
        assertThat(Json.textAt(error, "/error/code")).isEqualTo(code);
        assertThat(Json.textAt(error, "/error/param")).isEqualTo(param);
        assertThat(world.api("GET", "/v1/checkout/sessions", "").body()).contains("\"data\":[]");
    }

    @ParameterizedTest
    @CsvSource({
        "49, amount_too_small",
        "0, amount_too_small",
        "100000000, parameter_invalid_integer"
    })
    void sellsNothingForLessOrMoreThanStripeTakes(String cents, String code) {
        assertThat(Json.textAt(createWith(ORDER + cents), "/error/code")).isEqualTo(code);
    }

    @Test
    void sellsForFiftyCents() {
        assertThat(createWith(ORDER + "50").path("amount_total").asLong()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"mode", "success_url", "line_items"})
    void namesTheParameterThatIsMissing(String missing) {
        String order = (ORDER + "1000").replaceAll(missing + "[^&]*&?", "");

        ObjectNode error = createWith(order);

        assertThat(Json.textAt(error, "/error/code")).isEqualTo("parameter_missing");
        assertThat(Json.textAt(error, "/error/param")).isEqualTo(missing);
    }

    @Test
    void saysWhichObjectDoesNotExist() {
        assertThatThrownBy(() -> world.stripe.v1().paymentIntents().retrieve("pi_none"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> {
                            assertThat(refused.getStatusCode()).isEqualTo(404);
                            assertThat(refused.getCode()).isEqualTo("resource_missing");
                            assertThat(refused.getParam()).isEqualTo("intent");
                        });
    }

    @Test
    void refusesToExpandWhatIsNoReference() throws StripeException {
        String path = "/v1/checkout/sessions/" + world.openCheckout().getId() + "?expand[]=url";

        HttpResponse<String> answer =
                world.api("GET", path.replace("[", "%5B").replace("]", "%5D"), "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This property cannot be expanded (url)");
    }

    @Test
    void leavesNothingBehindWhenTheExpansionIsRefused() {
        createWith(ORDER + "1000&expand[]=nothing");

        assertThat(world.api("GET", "/v1/checkout/sessions", "").body()).contains("\"data\":[]");
    }

    @Test
    void refusesAnUnknownAddressAndAHugeBody() {
        assertThat(world.api("DELETE", "/v1/customers", "").statusCode()).isEqualTo(404);
        String huge = "description=" + "x".repeat(Endpoint.MAX_BODY_BYTES);
        assertThat(world.api("POST", "/v1/customers", huge).statusCode()).isEqualTo(413);
    }

    @Test
    void echoesTheVersionAndNamesTheRequest() {
        HttpResponse<String> answer =
                world.api("GET", "/v1/events", "", "Stripe-Version", "2026-07-29.dahlia");

        assertThat(answer.headers().firstValue("Stripe-Version")).contains("2026-07-29.dahlia");
        assertThat(answer.headers().firstValue("Request-Id").orElse("")).startsWith("req_");
    }

    private ObjectNode createWith(String order) {
        return Json.readObject(world.api("POST", "/v1/checkout/sessions", order).body());
    }
}
