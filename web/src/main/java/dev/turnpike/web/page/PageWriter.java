package dev.turnpike.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends a page as HTML, with the frame around it. */
@Singleton
@Produces(MediaType.TEXT_HTML)
public class PageWriter implements MessageBodyWriter<Page> {

    private final Templates templates;
    private final Frames frames;
    private final HttpServletRequest request;

    @Inject
    public PageWriter(Templates templates, Frames frames, HttpServletRequest request) {
        this.templates = templates;
        this.frames = frames;
        this.request = request;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Page.class;
    }

    @Override
    public void writeTo(
            Page page,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        Frame frame = frames.around(page);
        Map<String, Object> model = new HashMap<>(page.model());
        model.put("frame", frame);
        byte[] html = templates.render(page.template(), model).getBytes(StandardCharsets.UTF_8);
        headers.putSingle(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8");
        headers.putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (isZipped(frame, request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            headers.putSingle(HttpHeaders.CONTENT_ENCODING, Gzip.NAME);
            out.write(Gzip.pack(html));
        } else {
            out.write(html);
        }
    }

    /**
     * A person's page is sent plain: it holds the forms' token and shows parts of its address, and
     * compressed together the length of the page would betray the one to whoever makes up the other
     * (BREACH). A stranger's page holds no secret.
     */
    static boolean isZipped(Frame frame, @Nullable String encodings) {
        return frame.person() == null && Gzip.isAccepted(encodings);
    }
}
