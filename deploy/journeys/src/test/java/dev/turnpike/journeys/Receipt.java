package dev.turnpike.journeys;

import dev.turnpike.billing.money.Usd;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a caller holds in hand after a whole answer: a promise that this was charged.
 *
 * @param generation the call's public id
 */
record Receipt(String generation, Usd cost) {

    /** Out of an answer, plain or streamed; empty when it has no end, or tells no cost. */
    static Optional<Receipt> of(HttpResponse<String> response) {
        String text = response.body();
        if (text.startsWith("{")) {
            return of(response, Wire.answer(response).body());
        }
        if (text.lines().noneMatch("data: [DONE]"::equals)) {
            return Optional.empty();
        }
        return Wire.chunks(text.lines().toList()).reversed().stream()
                .flatMap(chunk -> of(response, chunk).stream())
                .findFirst();
    }

    private static Optional<Receipt> of(HttpResponse<String> response, JsonNode body) {
        JsonNode cost = body.path("usage").path("cost");
        return cost.isNumber()
                ? Optional.of(
                        new Receipt(idOf(response), Usd.parse(cost.decimalValue().toPlainString())))
                : Optional.empty();
    }

    /** The public id of a call that was admitted. */
    static String idOf(HttpResponse<?> response) {
        return response.headers().firstValue("X-Generation-Id").orElseThrow();
    }
}
