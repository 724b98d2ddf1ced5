package dev.turnpike.api.http;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;

/**
 * Says what is wrong with a body that cannot be read. In our own words: the parser's speak of its
 * classes and settings, and quote the body.
 */
final class JsonProblem {

    private JsonProblem() {}

    /** A whole sentence, with the place where the parser knows it. */
    static String explain(JacksonException problem) {
        return switch (problem) {
            case StreamConstraintsException limit -> limit(said(limit));
            case UnexpectedEndOfInputException end ->
                    "The body is not valid JSON: it ends too early" + place(end) + ".";
            case DatabindException more ->
                    "The body must be one JSON object: something follows it" + place(more) + ".";
            default -> syntax(problem);
        };
    }

    /** The parser has one type for all limits; only its words tell them apart. */
    private static String limit(String said) {
        if (said.contains("nesting depth")) {
            return "The body is nested too deep: arrays and objects may be within each other up to "
                    + Json.MAX_DEPTH
                    + " levels.";
        }
        return "The body holds a name or a number that is too long: names may have %d characters, numbers %d, also when they are written without an exponent."
                .formatted(Json.MAX_NAME_LENGTH, Json.MAX_NUMBER_LENGTH);
    }

    private static String syntax(JacksonException problem) {
        String said = said(problem);
        if (said.startsWith("Duplicate")) {
            return "The body names a field twice" + place(problem) + ".";
        }
        if (said.contains("UTF-8")) {
            return "The body is not UTF-8" + place(problem) + ".";
        }
        return "The body is not valid JSON" + place(problem) + ".";
    }

    private static String said(JacksonException problem) {
        String said = problem.getOriginalMessage();
        return said == null ? "" : said;
    }

    private static String place(JacksonException problem) {
        TokenStreamLocation location = problem.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }
}
