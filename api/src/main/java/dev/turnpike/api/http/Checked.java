package dev.turnpike.api.http;

/** Something that a caller sent, after it was looked at. */
public sealed interface Checked<T> {

    /** It is fine. */
    record Passed<T>(T value) implements Checked<T> {}

    /** It is not, and this is what the caller is told. */
    record Refused<T>(ApiError error) implements Checked<T> {}

    static <T> Checked<T> passed(T value) {
        return new Passed<>(value);
    }

    static <T> Checked<T> refused(ApiError error) {
        return new Refused<>(error);
    }
}
