package dev.turnpike.sandbox.payments.api;

import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Changes;
import java.util.List;

/** One API request, authorized and with parameters that follow the rules of its endpoint. */
public record Call(List<String> pathIds, FormParameters parameters, Changes changes) {

    public Call {
        pathIds = List.copyOf(pathIds);
    }

    /** The id in the path. */
    public String id() {
        return pathIds.getFirst();
    }
}
