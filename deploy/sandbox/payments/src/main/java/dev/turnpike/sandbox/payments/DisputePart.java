package dev.turnpike.sandbox.payments;

import dev.turnpike.sandbox.payments.disputes.Bank;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.Endpoint;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.http.HttpCall;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Commits;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The knob that lets a cardholder dispute a charge, now or later. */
final class DisputePart implements Endpoint.Part {

    /** A day is longer than any test waits. */
    private static final long MAX_AFTER_MILLIS = Duration.ofDays(1).toMillis();

    private static final Set<String> KNOWN = Set.of("charge", "after_millis", "reason");

    private final Commits commits;
    private final InstantSource clock;
    private final Consumer<Duration> wake;

    /**
     * Plans disputes.
     *
     * @param wake is told when something will be due
     */
    DisputePart(Commits commits, InstantSource clock, Consumer<Duration> wake) {
        this.commits = commits;
        this.clock = clock;
        this.wake = wake;
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        Optional<ObjectNode> wanted = parse(call.text());
        if (wanted.isEmpty()) {
            return HttpAnswer.of(
                    ApiError.invalid(
                            null,
                            "The body must be like {\"charge\": \"ch_…\", \"after_millis\": 0}, with after_millis up to a day.",
                            null));
        }
        String charge = Json.textAt(wanted.get(), "/charge");
        String reason = wanted.get().path("reason").asString("fraudulent");
        Duration pause = Duration.ofMillis(wanted.get().path("after_millis").asLong(0));
        Optional<ApiError> refusal =
                commits.decide(
                        Changes.Cause.VISITOR, changes -> plan(charge, reason, pause, changes));
        if (refusal.isPresent()) {
            return HttpAnswer.of(refusal.get());
        }
        wake.accept(pause);
        return HttpAnswer.json(202, Json.object().put("charge", charge).put("planned", true));
    }

    private Optional<ApiError> plan(
            String chargeId, String reason, Duration pause, Changes changes) {
        Optional<ObjectNode> charge = changes.find(Kind.CHARGE, chargeId);
        if (charge.isEmpty()) {
            return Optional.of(ApiError.notFound(Kind.CHARGE, chargeId));
        }
        if (!Bank.isDisputable(charge.get())) {
            return Optional.of(ApiError.invalid(null, "This charge cannot be disputed.", "charge"));
        }
        Bank.plan(chargeId, reason, clock.instant().plus(pause), changes);
        return Optional.empty();
    }

    private static Optional<ObjectNode> parse(String body) {
        try {
            ObjectNode wanted = Json.readObject(body);
            boolean isUnderstood =
                    wanted.propertyNames().stream().allMatch(KNOWN::contains)
                            && wanted.path("charge").isString()
                            && (wanted.path("reason").isString() || !wanted.has("reason"))
                            && wanted.path("after_millis").asLong(0) >= 0
                            && wanted.path("after_millis").asLong(0) <= MAX_AFTER_MILLIS;
            return Optional.of(wanted).filter(_ -> isUnderstood);
        } catch (JacksonException | IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }
}
