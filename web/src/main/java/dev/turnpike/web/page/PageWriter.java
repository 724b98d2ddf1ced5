package dev.turnpike.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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

/** Sends a page as HTML, with the frame around it. */
@Singleton
@Produces(MediaType.TEXT_HTML)
public class PageWriter implements MessageBodyWriter<Page> {

    private final Templates templates;
    private final Frames frames;

    @Inject
    public PageWriter(Templates templates, Frames frames) {
        this.templates = templates;
        this.frames = frames;
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
        Map<String, Object> model = new HashMap<>(page.model());
        model.put("frame", frames.around(page));
        String html = templates.render(page.template(), model);
        headers.putSingle(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8");
        out.write(html.getBytes(StandardCharsets.UTF_8));
    }
}
