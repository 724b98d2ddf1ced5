package dev.turnpike.web.page;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Pattern;

/** Prints templates. */
@Singleton
public class Pdf {

    /** What XML does not allow, however it is written; names may hold some of it. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private static final String REPLACEMENT = "\uFFFD";

    private final Templates templates;

    static {
        // It reports every document at length otherwise.
        XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.WARNING));
    }

    @Inject
    public Pdf(Templates templates) {
        this.templates = templates;
    }

    /** The document that this template makes of these words. */
    public byte[] print(String template, Map<String, Object> model) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            String html = templates.render(template, model);
            builder.withHtmlContent(NOT_XML.matcher(html).replaceAll(REPLACEMENT), null);
            builder.withProducer("Turnpike");
            builder.toStream(out);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
