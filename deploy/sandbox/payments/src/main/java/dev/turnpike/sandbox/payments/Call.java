package dev.turnpike.sandbox.payments;

import java.util.List;

/** One API request, authorized and with parameters that follow the rules of its endpoint. */
record Call(List<String> pathIds, FormParameters parameters, Changes changes) {

    Call {
        pathIds = List.copyOf(pathIds);
    }

    /** The id in the path. */
    String id() {
        return pathIds.getFirst();
    }
}
