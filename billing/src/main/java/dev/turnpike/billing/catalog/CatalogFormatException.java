package dev.turnpike.billing.catalog;

/** A catalogue file breaks its format; the message leads with file, line and column. */
public final class CatalogFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CatalogFormatException(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
    }

    CatalogFormatException(String file, int line, String column, String problem) {
        super(file + ":" + line + ": column " + column + ": " + problem);
    }
}
