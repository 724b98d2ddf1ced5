package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.TaxId;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerTaxIdCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A business gives its tax id, a buyer pays the tax of a country, and the invoice says so. */
class TaxTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void asksForCountryAndTaxIdAndShowsTheNewTotalBeforeItIsPaid() throws StripeException {
        Session session = world.stripe.v1().checkout().sessions().create(taxed(world.ada()));

        String page = world.get("/pay/" + session.getId()).body();
        HttpResponse<String> first = pay(session, Map.of("country", "de", "agreed", "1000"));
        HttpResponse<String> second = pay(session, Map.of("country", "DE", "agreed", "1190"));

        assertThat(page).contains("id=\"country\"", "id=\"tax_id\"", "id=\"business_name\"");
        assertThat(first.statusCode()).isEqualTo(422);
        assertThat(first.body())
                .contains("With tax for this country the total is $11.90")
                .contains("Tax, 19 %")
                .contains("name=\"agreed\" value=\"1190\"");
        assertThat(second.statusCode()).isEqualTo(303);
        Session paid = world.stripe.v1().checkout().sessions().retrieve(session.getId());
        assertThat(paid.getAmountTotal()).isEqualTo(1190);
        assertThat(paid.getTotalDetails().getAmountTax()).isEqualTo(190);
        assertThat(paid.getAutomaticTax().getStatus()).isEqualTo("complete");
        assertThat(world.stripe.v1().charges().list().getData().getFirst().getAmount())
                .isEqualTo(1190);
    }

    @Test
    void chargesNoTaxToABusinessWithATaxIdAndKeepsIt() throws StripeException {
        Customer ada = world.ada();
        Session session = world.stripe.v1().checkout().sessions().create(taxed(ada));

        HttpResponse<String> answer =
                pay(
                        session,
                        Map.of(
                                "country", "DE",
                                "business_name", "Acme GmbH",
                                "tax_id", "DE123456789",
                                "agreed", "1000"));

        assertThat(answer.statusCode()).isEqualTo(303);
        Session paid = world.stripe.v1().checkout().sessions().retrieve(session.getId());
        assertThat(paid.getAmountTotal()).isEqualTo(1000);
        assertThat(paid.getCustomerDetails().getTaxIds().getFirst().getValue())
                .isEqualTo("DE123456789");
        Customer known = world.stripe.v1().customers().retrieve(ada.getId());
        assertThat(known.getName()).isEqualTo("Acme GmbH");
        assertThat(known.getAddress().getCountry()).isEqualTo("DE");
        assertThat(world.stripe.v1().customers().taxIds().list(ada.getId()).getData())
                .extracting(TaxId::getType)
                .containsExactly("eu_vat");
        Invoice invoice = world.stripe.v1().invoices().retrieve(paid.getInvoice());
        assertThat(invoice.getCustomerName()).isEqualTo("Acme GmbH");
        assertThat(invoice.getCustomerTaxIds().getFirst().getValue()).isEqualTo("DE123456789");
    }

    @Test
    void saysWhatIsWrongWithTheTaxId() throws StripeException {
        Session session = world.stripe.v1().checkout().sessions().create(taxed(world.ada()));

        HttpResponse<String> page =
                pay(session, Map.of("country", "XX", "tax_id", "nonsense", "agreed", "1000"));

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("country-problem", "tax_id-problem", "business_name-problem")
                .contains("value=\"nonsense\"");
    }

    @Test
    void showsTheTaxAtOnceWhenTheCountryIsKnown() throws StripeException {
        Customer ada =
                world.stripe
                        .v1()
                        .customers()
                        .create(
                                CustomerCreateParams.builder()
                                        .setAddress(
                                                CustomerCreateParams.Address.builder()
                                                        .setCountry("FR")
                                                        .build())
                                        .build());

        Session session = world.stripe.v1().checkout().sessions().create(taxed(ada));

        assertThat(session.getAmountTotal()).isEqualTo(1200);
        assertThat(pay(session, Map.of("country", "FR", "agreed", "1200")).statusCode())
                .isEqualTo(303);
    }

    @Test
    void asksTheShopToAllowWhatTheVisitorMayChange() throws StripeException {
        String ada = world.ada().getId();
        SessionCreateParams taxIds =
                World.tenDollars()
                        .setCustomer(ada)
                        .setTaxIdCollection(
                                SessionCreateParams.TaxIdCollection.builder()
                                        .setEnabled(true)
                                        .build())
                        .build();
        SessionCreateParams tax =
                World.tenDollars()
                        .setCustomer(ada)
                        .setAutomaticTax(
                                SessionCreateParams.AutomaticTax.builder().setEnabled(true).build())
                        .build();
        var sessions = world.stripe.v1().checkout().sessions();

        assertThatThrownBy(() -> sessions.create(taxIds))
                .hasMessageContaining("customer_update[name]");
        assertThatThrownBy(() -> sessions.create(tax))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused ->
                                assertThat(refused.getCode())
                                        .isEqualTo("customer_tax_location_invalid"));
    }

    @Test
    void addsFindsAndDeletesTaxIds() throws StripeException {
        Customer ada =
                world.stripe
                        .v1()
                        .customers()
                        .create(
                                CustomerCreateParams.builder()
                                        .addTaxIdData(
                                                CustomerCreateParams.TaxIdData.builder()
                                                        .setType(
                                                                CustomerCreateParams.TaxIdData.Type
                                                                        .EU_VAT)
                                                        .setValue("FR12345678901")
                                                        .build())
                                        .build());
        var taxIds = world.stripe.v1().customers().taxIds();

        TaxId second = taxIds.create(ada.getId(), employer("12-3456789"));
        TaxId found = taxIds.retrieve(ada.getId(), second.getId());
        TaxId deleted = taxIds.delete(ada.getId(), second.getId());

        assertThat(found.getCountry()).isEqualTo("US");
        assertThat(deleted.getDeleted()).isTrue();
        assertThat(taxIds.list(ada.getId()).getData())
                .extracting(TaxId::getValue)
                .containsExactly("FR12345678901");
        assertThatThrownBy(() -> taxIds.create(ada.getId(), employer("none")))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("tax_id_invalid"));
    }

    private static CustomerTaxIdCreateParams employer(String value) {
        return CustomerTaxIdCreateParams.builder()
                .setType(CustomerTaxIdCreateParams.Type.US_EIN)
                .setValue(value)
                .build();
    }

    private HttpResponse<String> pay(Session session, Map<String, String> more) {
        return world.payWith(session.getId(), World.GOOD_CARD, more);
    }

    private static SessionCreateParams taxed(Customer customer) {
        return World.tenDollars()
                .setCustomer(customer.getId())
                .setCustomerUpdate(
                        SessionCreateParams.CustomerUpdate.builder()
                                .setName(SessionCreateParams.CustomerUpdate.Name.AUTO)
                                .setAddress(SessionCreateParams.CustomerUpdate.Address.AUTO)
                                .build())
                .setTaxIdCollection(
                        SessionCreateParams.TaxIdCollection.builder().setEnabled(true).build())
                .setAutomaticTax(
                        SessionCreateParams.AutomaticTax.builder().setEnabled(true).build())
                .setInvoiceCreation(
                        SessionCreateParams.InvoiceCreation.builder().setEnabled(true).build())
                .build();
    }
}
