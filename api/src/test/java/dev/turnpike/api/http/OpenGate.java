package dev.turnpike.api.http;

import dev.turnpike.billing.keys.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Lets everybody in as one caller. */
public final class OpenGate extends Gate {

    private final Caller caller;

    @SuppressWarnings("NullAway") // Nothing that a gate asks for is asked for here.
    public OpenGate(Caller caller) {
        super(null, null, null);
        this.caller = caller;
    }

    /** What resources ask who calls: it is always this one. */
    public static CallerRequired required(Caller caller) {
        return new CallerRequired(new OpenGate(caller));
    }

    @Override
    public Checked<Caller> recognise(HttpServletRequest request) {
        return Checked.passed(caller);
    }

    @Override
    public Checked<Caller> admit(HttpServletRequest request) {
        return Checked.passed(caller);
    }
}
