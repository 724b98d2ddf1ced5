package dev.turnpike.sandbox.payments.api;

import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.objects.Changes;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** An endpoint with everything needed to call it. */
record Invocation(Route route, List<String> pathIds, FormParameters given) {

    Invocation {
        pathIds = List.copyOf(pathIds);
    }

    /** A refusal leaves no changes behind. */
    HttpAnswer.Text act(Changes changes) {
        var call = new Call(pathIds, given, changes);
        return switch (route.action().apply(call)) {
            case Reply.Refused(ApiError error) -> refused(error, changes);
            case Reply.Declined(ApiError error) -> HttpAnswer.of(error);
            case Reply.Done(ObjectNode body) -> expanded(body.deepCopy(), call);
        };
    }

    /** Works on a copy: what is kept must not grow by what one caller wants expanded. */
    private static HttpAnswer.Text expanded(ObjectNode copy, Call call) {
        Optional<ApiError> refusal = Expansion.expand(copy, call);
        return refusal.map(error -> refused(error, call.changes()))
                .orElseGet(() -> HttpAnswer.json(200, copy));
    }

    private static HttpAnswer.Text refused(ApiError error, Changes changes) {
        changes.discard();
        return HttpAnswer.of(error);
    }
}
