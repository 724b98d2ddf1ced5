package dev.turnpike.launcher;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The secrets of an installation; each is made on the first start unless its variable gives one.
 */
enum Secret {
    DB_SUPERUSER_PASSWORD("TURNPIKE_DB_SUPERUSER_PASSWORD", ""),
    DB_OWNER_PASSWORD("TURNPIKE_DB_OWNER_PASSWORD", ""),
    DB_APP_PASSWORD("TURNPIKE_DB_PASSWORD", ""),
    DB_KEYCLOAK_PASSWORD("TURNPIKE_DB_KEYCLOAK_PASSWORD", ""),
    KEYCLOAK_ADMIN_PASSWORD("TURNPIKE_KEYCLOAK_ADMIN_PASSWORD", ""),
    KEYCLOAK_LAUNCHER_SECRET("TURNPIKE_KEYCLOAK_LAUNCHER_SECRET", ""),
    /** Of the person who runs the installation, at the portal. */
    OPERATOR_PASSWORD("TURNPIKE_OPERATOR_PASSWORD", ""),
    OIDC_CLIENT_SECRET("TURNPIKE_OIDC_CLIENT_SECRET", ""),
    KEYSTORE_PASSWORD("TURNPIKE_KEYSTORE_PASSWORD", ""),
    STRIPE_SECRET_KEY("TURNPIKE_STRIPE_SECRET_KEY", "sk_test_"),
    STRIPE_WEBHOOK_SECRET("TURNPIKE_STRIPE_WEBHOOK_SECRET", "whsec_"),
    SANDBOX_MODELS_KEY("TURNPIKE_SANDBOX_MODELS_KEY", "sandbox-"),
    /** Base64 of 32 bytes: mixed into the digest of every API key. */
    KEY_PEPPER("TURNPIKE_KEY_PEPPER", "") {
        @Override
        String generate(SecureRandom random) {
            return base64(random);
        }
    },
    /** Base64 of 32 bytes; the operator may put others before it, with commas in between. */
    SEALING_KEYS("TURNPIKE_SEALING_KEYS", "") {
        @Override
        String generate(SecureRandom random) {
            return base64(random);
        }
    };

    /** 256 bits: beyond guessing, and as long as the digests they protect. */
    private static final int BYTES = 32;

    private final String variable;
    private final String prefix;

    Secret(String variable, String prefix) {
        this.variable = variable;
        this.prefix = prefix;
    }

    String variable() {
        return variable;
    }

    /** Hexadecimal: it needs no quoting in SQL, in an address or in a shell. */
    String generate(SecureRandom random) {
        return prefix + HexFormat.of().formatHex(bytes(random));
    }

    private static String base64(SecureRandom random) {
        return Base64.getEncoder().encodeToString(bytes(random));
    }

    static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
