package dev.turnpike.web.page;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The files that pages need, under addresses that change with their content. */
@Singleton
public class Assets {

    private static final String OURS = "META-INF/resources/assets/";
    private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/";

    /** 48 bits tell two editions of one file apart. */
    private static final int HASH_BYTES = 6;

    private final Map<String, Asset> assets = new HashMap<>();

    /** A file, ready to be sent; its bytes are shared with every response and never changed. */
    static final class Asset {

        private final String url;
        private final String type;
        private final byte[] plain;
        private final byte[] zipped;

        private Asset(String url, String type, byte[] plain) {
            this.url = url;
            this.type = type;
            this.plain = plain;
            this.zipped = Gzip.pack(plain);
        }

        String url() {
            return url;
        }

        String type() {
            return type;
        }

        byte[] plain() {
            return plain;
        }

        byte[] zipped() {
            return zipped;
        }
    }

    public Assets() {
        add(OURS, "app.css", "text/css;charset=UTF-8");
        add(OURS, "theme.js", "text/javascript;charset=UTF-8");
        add(OURS, "app.js", "text/javascript;charset=UTF-8");
        add(OURS, "favicon.svg", "image/svg+xml");
        add(HTMX, "htmx.min.js", "text/javascript;charset=UTF-8");
    }

    /** The address of this file in its present edition. */
    public String url(String name) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("No such asset: " + name);
        }
        return asset.url();
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    private void add(String folder, String name, String type) {
        byte[] plain = read(folder + name);
        String url = "/assets/" + hash(plain) + "/" + name;
        assets.put(name, new Asset(url, type, plain));
    }

    private static byte[] read(String path) {
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("Missing in the archive: " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
