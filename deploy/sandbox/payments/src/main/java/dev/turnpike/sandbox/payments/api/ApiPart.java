package dev.turnpike.sandbox.payments.api;

import dev.turnpike.sandbox.payments.faults.Fault;
import dev.turnpike.sandbox.payments.faults.FaultKnobs;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.Authorization;
import dev.turnpike.sandbox.payments.http.Endpoint;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.http.HttpCall;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Commits;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The API under {@code /v1}: lets in, finds the endpoint, checks the parameters. */
public final class ApiPart implements Endpoint.Part {

    private final Authorization authorization;
    private final List<Route> routes;
    private final Commits commits;
    private final ApiWrites writes;
    private final FaultKnobs faults;
    private final Ids ids;

    public ApiPart(
            Authorization authorization,
            List<Route> routes,
            Commits commits,
            ApiWrites writes,
            FaultKnobs faults,
            Ids ids) {
        this.authorization = authorization;
        this.routes = List.copyOf(routes);
        this.commits = commits;
        this.writes = writes;
        this.faults = faults;
        this.ids = ids;
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        String requestId = ids.next("req_");
        Optional<ApiError> stranger = authorization.findRefusal(call);
        HttpAnswer answer =
                stranger.<HttpAnswer>map(HttpAnswer::of)
                        .orElseGet(() -> routedAnswer(call, requestId));
        return switch (answer) {
            case HttpAnswer.HangUp hangUp -> hangUp;
            case HttpAnswer.Slow slow -> slow;
            case HttpAnswer.Text text -> paced(withHeaders(text, call, requestId));
        };
    }

    private HttpAnswer paced(HttpAnswer.Text text) {
        int millis = faults.value(Fault.SLOW_BODY_MILLIS);
        return millis == 0 ? text : new HttpAnswer.Slow(text, Duration.ofMillis(millis));
    }

    private HttpAnswer routedAnswer(HttpCall call, String requestId) {
        for (Route route : routes) {
            Optional<List<String>> pathIds = route.findPathIds(call);
            if (pathIds.isPresent()) {
                return checkedAnswer(call, route, pathIds.get(), requestId);
            }
        }
        return HttpAnswer.of(ApiError.unknownUrl(call.method(), call.path()));
    }

    private HttpAnswer checkedAnswer(
            HttpCall call, Route route, List<String> pathIds, String requestId) {
        FormParameters given;
        try {
            given = FormParameters.parse(call.query()).and(FormParameters.parse(call.text()));
        } catch (IllegalArgumentException badlyEncoded) {
            return HttpAnswer.of(
                    ApiError.invalid(null, "The parameters are not form-encoded.", null));
        }
        Optional<ApiError> problem = route.rules().findProblem(given);
        if (problem.isPresent()) {
            return HttpAnswer.of(problem.get());
        }
        var invocation = new Invocation(route, pathIds, given);
        return call.method().equals("POST")
                ? writes.answer(call, invocation, requestId)
                : commits.decide(new Changes.Cause(requestId, null), invocation::act);
    }

    private static HttpAnswer.Text withHeaders(
            HttpAnswer.Text text, HttpCall call, String requestId) {
        String version = call.findHeader("stripe-version").orElse(Events.API_VERSION);
        HttpAnswer.Text answer =
                text.with("Request-Id", requestId)
                        .with("Stripe-Version", version)
                        .with("Cache-Control", "no-store")
                        .with("X-Turnpike-Sandbox", "no real money");
        return call.findHeader("idempotency-key")
                .map(key -> answer.with("Idempotency-Key", key))
                .orElse(answer);
    }
}
