package dev.turnpike.web.page;

import dev.turnpike.web.page.Assets.Asset;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Serves style, script and icon; a browser asks for each edition once. */
@Path("/")
@Singleton
public class AssetsResource {

    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String A_DAY = "public, max-age=86400";

    private final Assets assets;

    @Inject
    public AssetsResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Path("assets/{edition}/{name}")
    public Response show(
            @PathParam("edition") String edition,
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
        Asset asset = assets.find(name).orElseThrow(NotFoundException::new);
        // A page of the previous edition still gets its file, but must not remember it as that.
        boolean present = asset.url().equals("/assets/" + edition + "/" + name);
        return send(asset, encodings, present ? FOREVER : "no-store");
    }

    /** Where browsers look for an icon without being told. */
    @GET
    @Path("favicon.ico")
    public Response icon(@HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
        Asset asset = assets.find("favicon.svg").orElseThrow(NotFoundException::new);
        return send(asset, encodings, A_DAY);
    }

    private static Response send(Asset asset, @Nullable String encodings, String caching) {
        Response.ResponseBuilder response =
                Response.ok()
                        .header(HttpHeaders.CONTENT_TYPE, asset.type())
                        .header(HttpHeaders.CACHE_CONTROL, caching)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return Gzip.isAccepted(encodings)
                ? response.header(HttpHeaders.CONTENT_ENCODING, Gzip.NAME)
                        .entity(asset.zipped())
                        .build()
                : response.entity(asset.plain()).build();
    }
}
