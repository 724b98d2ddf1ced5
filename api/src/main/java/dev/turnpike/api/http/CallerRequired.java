package dev.turnpike.api.http;

import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.billing.keys.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;

/** The caller of a resource method, or an end of it. */
@Singleton
public class CallerRequired {

    private final Gate gate;

    @Inject
    CallerRequired(Gate gate) {
        this.gate = gate;
    }

    /** Whoever sent this request; throws a {@link Refusal} when the key opens nothing. */
    public Caller of(HttpServletRequest request) {
        return switch (gate.admit(request)) {
            case Passed<Caller>(var caller) -> caller;
            case Refused<Caller>(var error) -> throw new Refusal(error);
        };
    }
}
