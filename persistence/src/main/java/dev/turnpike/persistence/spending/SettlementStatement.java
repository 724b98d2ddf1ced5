package dev.turnpike.persistence.spending;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.SettlementBook.Settlement;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.fast.Parameters;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Spells calls of one node out as the parameters of the database's {@code settle_calls}. */
final class SettlementStatement {

    static final String SQL =
            """
            select settle_calls(
                p_node => ?, p_shards => ?,
                p_charged_keys => ?, p_key_accounts => ?, p_key_costs => ?, p_key_ends => ?,
                p_charged_windows => ?, p_window_accounts => ?, p_window_costs => ?,
                p_window_ends => ?,
                p_generations => ?, p_keys => ?, p_created_at => ?,
                p_models => ?, p_streamed => ?, p_user_agents => ?, p_referers => ?,
                p_applications => ?, p_statuses => ?, p_errors => ?,
                p_windows => ?, p_ends_of_windows => ?,
                p_attempt_models => ?, p_attempt_providers => ?, p_attempt_statuses => ?,
                p_attempt_millis => ?, p_attempt_errors => ?, p_attempt_ends => ?,
                p_served_models => ?, p_providers => ?, p_price_versions => ?, p_estimated => ?,
                p_upstream_ids => ?, p_finish_reasons => ?, p_native_finish_reasons => ?,
                p_first_token_millis => ?, p_total_millis => ?, p_counts => ?,
                p_markup_basis_points => ?, p_costs => ?, p_provider_costs => ?,
                p_max_costs => ?,
                p_held => ?, p_service_tiers => ?)
            """;

    private final List<Settlement> settlements;
    private final boolean alone;

    private SettlementStatement(List<Settlement> settlements, boolean alone) {
        this.settlements = settlements;
        this.alone = alone;
    }

    /** Calls whose holds cover their cost. */
    static SettlementStatement together(List<Settlement> settlements) {
        return new SettlementStatement(settlements, false);
    }

    /** A call of which the database finds out how it is paid. */
    static SettlementStatement alone(Settlement settlement) {
        return new SettlementStatement(List.of(settlement), true);
    }

    void bind(Parameters parameters) throws SQLException {
        parameters.id(settlements.getFirst().node().value());
        var charged = ChargedBudgets.of(settlements);
        charged.bind(parameters);
        var columns = new Columns(parameters);
        bindCalls(columns, charged.keyNumbers());
        bindWindows(parameters, charged.windowNumbers());
        bindAttempts(parameters);
        bindDeliveries(columns);
        parameters.array("bigint", counts());
        bindCharges(columns);
        if (alone) {
            parameters.amount(settlements.getFirst().held());
        } else {
            parameters.nothing(1);
        }
        parameters.array("text", serviceTiers());
    }

    private static void bindCalls(Columns columns, Map<UUID, Integer> keyNumbers)
            throws SQLException {
        columns.add("uuid", it -> it.id().value())
                .add("integer", it -> keyNumbers.get(it.key().value()))
                .add("bigint", it -> ChronoUnit.MICROS.between(Instant.EPOCH, it.createdAt()))
                .add("text", it -> it.details().model())
                .add("boolean", it -> it.details().streamed())
                .add("text", it -> it.details().userAgent())
                .add("text", it -> it.details().referer())
                .add("text", it -> it.details().application())
                .add("text", it -> it.status().name())
                .add("text", Generation::error);
    }

    /** Which windows each call is charged to; nothing when none is. */
    private void bindWindows(Parameters parameters, Map<UUID, Integer> numbers)
            throws SQLException {
        List<Integer> windows = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (Settlement settlement : settlements) {
            for (Budget.Window window : ChargedBudgets.windowsOf(settlement)) {
                windows.add(numbers.get(window.id()));
            }
            ends.add(windows.size());
        }
        parameters.array("integer", windows).array("integer", windows.isEmpty() ? List.of() : ends);
    }

    /** Those of all calls, one call's after the other's, and up to which of them each call's go. */
    private void bindAttempts(Parameters parameters) throws SQLException {
        List<Attempt> attempts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>(settlements.size());
        for (Settlement settlement : settlements) {
            attempts.addAll(settlement.generation().attempts());
            ends.add(attempts.size());
        }
        parameters
                .array("text", attempts.stream().map(Attempt::model).toList())
                .array("text", attempts.stream().map(Attempt::provider).toList())
                .array("integer", attempts.stream().map(Attempt::status).toList())
                .array("bigint", attempts.stream().map(Attempt::millis).toList())
                .array("text", attempts.stream().map(Attempt::error).toList())
                .array("integer", ends);
    }

    private static void bindDeliveries(Columns columns) throws SQLException {
        columns.add("text", delivered(Delivery::model))
                .add("text", delivered(Delivery::provider))
                .add("bigint", delivered(it -> it.price().id()))
                .add("boolean", delivered(it -> it.usage().estimated()))
                .add("text", delivered(Delivery::upstreamId))
                .add("text", delivered(Delivery::finishReason))
                .add("text", delivered(Delivery::nativeFinishReason))
                .add("bigint", delivered(Delivery::firstTokenMillis))
                .add("bigint", delivered(Delivery::totalMillis));
    }

    private static void bindCharges(Columns columns) throws SQLException {
        columns.add("integer", charged(it -> it.markup().basisPoints()))
                .add("bigint", it -> it.cost().nanos())
                .add("bigint", SettlementStatement::providerCost)
                .add("bigint", SettlementStatement::maxCost);
    }

    private static Function<Generation, @Nullable Object> delivered(
            Function<Delivery, @Nullable Object> field) {
        return call -> call.delivery() == null ? null : field.apply(call.delivery());
    }

    private static Function<Generation, @Nullable Object> charged(
            Function<Charge, @Nullable Object> field) {
        return call -> call.charge() == null ? null : field.apply(call.charge());
    }

    private static long providerCost(Generation call) {
        return call.charge() == null ? 0 : call.charge().providerCost().nanos();
    }

    /** Nothing unless a caller asked for one, which few do. */
    private List<@Nullable String> serviceTiers() {
        List<@Nullable String> tiers = new ArrayList<>();
        settlements.forEach(it -> tiers.add(serviceTier(it.generation())));
        if (tiers.stream().allMatch(Objects::isNull)) {
            tiers.clear();
        }
        return tiers;
    }

    private static @Nullable String serviceTier(Generation call) {
        Delivery delivery = call.delivery();
        return delivery == null || delivery.tier() == null ? null : delivery.tier().name();
    }

    private static @Nullable Long maxCost(Generation call) {
        Usd most = call.details().maxCost();
        return most == null ? null : most.nanos();
    }

    /** As many for each call as there are classes, one call after the other. */
    private List<@Nullable Long> counts() {
        List<@Nullable Long> counts = new ArrayList<>();
        for (Settlement settlement : settlements) {
            Delivery delivery = settlement.generation().delivery();
            for (TokenClass tokenClass : TokenClass.values()) {
                counts.add(delivery == null ? null : delivery.usage().counts().of(tokenClass));
            }
        }
        return counts;
    }

    /** One array for each field, one element for each call. */
    private final class Columns {

        private final Parameters parameters;

        Columns(Parameters parameters) {
            this.parameters = parameters;
        }

        Columns add(String type, Function<Generation, @Nullable Object> field) throws SQLException {
            parameters.array(
                    type, settlements.stream().map(it -> field.apply(it.generation())).toList());
            return this;
        }
    }
}
