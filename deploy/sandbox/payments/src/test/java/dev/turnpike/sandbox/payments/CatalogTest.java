package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.LineItem;
import com.stripe.model.Price;
import com.stripe.model.Product;
import com.stripe.model.checkout.Session;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shop can name what it sells once, and sell it by its price. */
class CatalogTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void sellsByAPriceThatWasMadeBefore() throws StripeException {
        Product credit =
                world.stripe
                        .v1()
                        .products()
                        .create(
                                ProductCreateParams.builder()
                                        .setName("Credit")
                                        .setDescription("Prepaid")
                                        .putMetadata("unit", "usd")
                                        .build());
        Price price =
                world.stripe.v1().prices().create(cents(1500).setProduct(credit.getId()).build());

        Session session = world.stripe.v1().checkout().sessions().create(order(price.getId(), 2L));
        LineItem line =
                world.stripe
                        .v1()
                        .checkout()
                        .sessions()
                        .lineItems()
                        .list(session.getId())
                        .getData()
                        .getFirst();

        assertThat(session.getAmountTotal()).isEqualTo(3000);
        assertThat(line.getDescription()).isEqualTo("Credit");
        assertThat(line.getPrice().getId()).isEqualTo(price.getId());
        assertThat(world.pay(session.getId(), World.GOOD_CARD).statusCode()).isEqualTo(303);
        assertThat(world.stripe.v1().products().retrieve(credit.getId()).getMetadata())
                .containsEntry("unit", "usd");
        assertThat(world.eventTypes()).startsWith("product.created", "price.created");
    }

    @Test
    void makesTheProductWithThePrice() throws StripeException {
        Price price =
                world.stripe
                        .v1()
                        .prices()
                        .create(
                                cents(500)
                                        .setLookupKey("five")
                                        .setProductData(
                                                PriceCreateParams.ProductData.builder()
                                                        .setName("Credit")
                                                        .build())
                                        .build());

        assertThat(world.stripe.v1().products().retrieve(price.getProduct()).getName())
                .isEqualTo("Credit");
        assertThat(
                        world.stripe
                                .v1()
                                .prices()
                                .list(PriceListParams.builder().addLookupKey("five").build())
                                .getData())
                .extracting(Price::getId)
                .containsExactly(price.getId());
    }

    @Test
    void sellsNothingByAPriceThatIsInactiveOrUnknown() throws StripeException {
        Price inactive =
                world.stripe
                        .v1()
                        .prices()
                        .create(
                                cents(500)
                                        .setActive(false)
                                        .setProductData(
                                                PriceCreateParams.ProductData.builder()
                                                        .setName("Credit")
                                                        .build())
                                        .build());
        var sessions = world.stripe.v1().checkout().sessions();

        assertThatThrownBy(() -> sessions.create(order(inactive.getId(), 1L)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("inactive");
        assertThatThrownBy(() -> sessions.create(order("price_none", 1L)))
                .hasMessageContaining("No such price: 'price_none'");
    }

    @Test
    void pricesNoUnknownProduct() {
        assertThatThrownBy(
                        () ->
                                world.stripe
                                        .v1()
                                        .prices()
                                        .create(cents(500).setProduct("prod_none").build()))
                .hasMessageContaining("No such product: 'prod_none'");
        assertThatThrownBy(() -> world.stripe.v1().prices().create(cents(500).build()))
                .hasMessageContaining("product, product_data");
    }

    private static PriceCreateParams.Builder cents(long cents) {
        return PriceCreateParams.builder().setCurrency("usd").setUnitAmount(cents);
    }

    private static SessionCreateParams order(String price, long quantity) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("http://127.0.0.1:8080/credit")
                .addLineItem(
                        SessionCreateParams.LineItem.builder()
                                .setPrice(price)
                                .setQuantity(quantity)
                                .build())
                .build();
    }
}
