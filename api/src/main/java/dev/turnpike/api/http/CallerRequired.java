package dev.turnpike.api.http;

import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.billing.keys.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

/** The caller of a resource method, or an end of it. */
@Singleton
public class CallerRequired {

    private final Gate gate;

    @Inject
    CallerRequired(Gate gate) {
        this.gate = gate;
    }

    /** Whoever sent these headers; throws a {@link Refusal} when the key opens nothing. */
    public Caller of(HttpHeaders headers) {
        String key =
                Credential.of(
                        headers.getHeaderString(HttpHeaders.AUTHORIZATION),
                        headers.getHeaderString("x-api-key"));
        return switch (gate.admit(key)) {
            case Passed<Caller>(var caller) -> caller;
            case Refused<Caller>(var error) -> throw new Refusal(error);
        };
    }
}
