package dev.turnpike.persistence.spending;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.fast.Parameters;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spells a generation out as the parameters of the database's {@code settle}. */
final class Settlement {

    static final String SQL =
            """
            select settle(
                p_generation => ?, p_account => ?, p_key => ?, p_created_at => ?,
                p_model => ?, p_streamed => ?, p_user_agent => ?, p_referer => ?,
                p_application => ?, p_status => ?, p_error => ?,
                p_attempt_models => ?, p_attempt_providers => ?, p_attempt_statuses => ?,
                p_attempt_millis => ?, p_attempt_errors => ?,
                p_served_model => ?, p_provider => ?, p_price_version => ?, p_estimated => ?,
                p_upstream_id => ?, p_finish_reason => ?, p_native_finish_reason => ?,
                p_first_token_millis => ?, p_total_millis => ?, p_counts => ?,
                p_markup_basis_points => ?, p_cost => ?, p_provider_cost => ?)
            """;

    private static final int DELIVERY_PARAMETERS = 10;

    private Settlement() {}

    static void bind(Parameters parameters, Generation generation) throws SQLException {
        bindCall(parameters, generation);
        bindAttempts(parameters, generation.attempts());
        bindDelivery(parameters, generation);
        bindCharge(parameters, generation);
    }

    private static void bindCall(Parameters parameters, Generation generation) throws SQLException {
        CallDetails details = generation.details();
        parameters
                .id(generation.id().value())
                .id(generation.account().value())
                .id(generation.key().value())
                .moment(generation.createdAt())
                .text(details.model())
                .flag(details.streamed())
                .text(details.userAgent())
                .text(details.referer())
                .text(details.application())
                .text(generation.status().name())
                .text(generation.error());
    }

    private static void bindAttempts(Parameters parameters, List<Attempt> attempts)
            throws SQLException {
        parameters
                .array("text", attempts.stream().map(Attempt::model).toList())
                .array("text", attempts.stream().map(Attempt::provider).toList())
                .array("integer", attempts.stream().map(Attempt::status).toList())
                .array("bigint", attempts.stream().map(Attempt::millis).toList())
                .array("text", attempts.stream().<@Nullable String>map(Attempt::error).toList());
    }

    private static void bindDelivery(Parameters parameters, Generation generation)
            throws SQLException {
        Delivery delivery = generation.delivery();
        if (delivery == null) {
            parameters.nothing(DELIVERY_PARAMETERS);
            return;
        }
        parameters
                .text(delivery.model())
                .text(delivery.provider())
                .number(delivery.price().id())
                .flag(delivery.usage().estimated())
                .text(delivery.upstreamId())
                .text(delivery.finishReason())
                .text(delivery.nativeFinishReason())
                .number(delivery.firstTokenMillis())
                .number(delivery.totalMillis())
                .array(
                        "bigint",
                        Arrays.stream(delivery.usage().counts().toArray()).boxed().toList());
    }

    private static void bindCharge(Parameters parameters, Generation generation)
            throws SQLException {
        Charge charge = generation.charge();
        if (charge == null) {
            parameters.nothing(1).amount(Usd.ZERO).amount(Usd.ZERO);
            return;
        }
        parameters
                .integer(charge.markup().basisPoints())
                .amount(charge.cost())
                .amount(charge.providerCost());
    }
}
