package dev.turnpike.sandbox.payments.api;

import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.HttpCall;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One endpoint of the API: where it is, which parameters it knows, and what it does. */
public record Route(
        String method, Pattern path, ParameterRules rules, Function<Call, Reply> action) {

    /**
     * An endpoint at a path.
     *
     * @param path with {@code {id}} where an id stands
     */
    public static Route of(
            String method, String path, ParameterRules rules, Function<Call, Reply> action) {
        String pattern = path.replace("{id}", "([A-Za-z0-9_]{1,255})");
        return new Route(method, Pattern.compile(pattern), rules, action);
    }

    /** One object by its id. */
    public static Route found(String path, Kind kind) {
        return of(
                "GET",
                path + "/{id}",
                ParameterRules.expandOnly(),
                call ->
                        call.changes()
                                .find(kind, call.id())
                                .<Reply>map(Reply.Done::new)
                                .orElseGet(
                                        () ->
                                                new Reply.Refused(
                                                        ApiError.notFound(kind, call.id()))));
    }

    /** The ids in the path, when this is the endpoint for the call. */
    Optional<List<String>> findPathIds(HttpCall call) {
        Matcher matcher = path.matcher(call.path());
        if (!method.equals(call.method()) || !matcher.matches()) {
            return Optional.empty();
        }
        var ids = new ArrayList<String>();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            ids.add(matcher.group(group));
        }
        return Optional.of(ids);
    }
}
