package dev.turnpike.api.http;

/**
 * How much memory a body may take while its call runs, told from its bytes before a tree is made of
 * them.
 */
final class BodyWeight {

    /** Texts of UTF-16 take up to two; as what is parsed, and then what is sent on, one more. */
    private static final int PER_BYTE = 3;

    /**
     * For each sign that begins a value or its name. Measured at most, beyond the bytes: 157 for
     * {@code [12345678901234567890.1,...]}, 111 for <code>{"":{"":{...</code>, 100 for {@code [[}.
     */
    private static final int PER_SIGN = 160;

    /** Some megabytes of pure structure: no prompt that we know has a tenth of it. */
    static final int MAX_SIGNS = 400_000;

    /** No body that is accepted is heavier. */
    static final long MAX = of(RequestBody.MAX_BYTES, MAX_SIGNS);

    private BodyWeight() {}

    /** Of a body that is so long and has so many {@link #signs}. */
    static long of(int bytes, int signs) {
        return (long) PER_BYTE * bytes + (long) PER_SIGN * signs;
    }

    /**
     * How many opening brackets, commas and colons there are outside of strings. Right up to the
     * place where a body is no JSON, and nothing is made of what follows it.
     */
    static int signs(byte[] json) {
        int signs = 0;
        int i = 0;
        while (i < json.length) {
            byte one = json[i++];
            if (one == '"') {
                i = endOfString(json, i);
            } else if (one == ',' || one == ':' || one == '[' || one == '{') {
                signs++;
            }
        }
        return signs;
    }

    /** Past the quotation mark that ends the string whose content begins here. */
    private static int endOfString(byte[] json, int from) {
        int i = from;
        while (i < json.length && json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }
}
