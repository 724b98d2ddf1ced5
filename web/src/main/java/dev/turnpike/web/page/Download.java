package dev.turnpike.web.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A file that belongs to a person: named, and kept out of shared caches. */
public final class Download {

    private Download() {}

    /** A document that a browser shows. */
    public static Response pdf(byte[] document, String name) {
        return of(document, "application/pdf", "inline", name);
    }

    /** A table that a browser saves. */
    public static Response csv(Csv table, String name) {
        return of(table.toBytes(), "text/csv;charset=UTF-8;header=present", "attachment", name);
    }

    private static Response of(byte[] file, String type, String place, String name) {
        return Response.ok(file, type)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, place + "; filename=\"" + name + "\"")
                .build();
    }
}
