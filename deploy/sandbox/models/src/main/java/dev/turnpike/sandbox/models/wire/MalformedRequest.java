package dev.turnpike.sandbox.models.wire;

/** Thrown from deep inside a request body that its protocol does not allow; answered with 400. */
public final class MalformedRequest extends RuntimeException {

    private final Fault fault;
    private final String param;

    public MalformedRequest(Fault fault, String param, String detail) {
        super(detail);
        this.fault = fault;
        this.param = param;
    }

    public Fault fault() {
        return fault;
    }

    /** The field at fault; empty when the body as a whole is. */
    public String param() {
        return param;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /** What is wrong with the field. */
    public enum Fault {
        NOT_JSON,
        MISSING,
        WRONG_TYPE,
        WRONG_VALUE,
        UNKNOWN_FIELD
    }
}
