package dev.turnpike.persistence.sealing;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.aead.XAesGcmParameters.Variant;
import com.google.crypto.tink.util.SecretBytes;
import dev.turnpike.billing.sealing.Belonging;
import dev.turnpike.billing.sealing.Seal;
import dev.turnpike.billing.sealing.SealBroken;
import dev.turnpike.billing.sealing.SealingKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Seals with AES-256-GCM. Each seal is made under a key of its own, derived from the installation's
 * and 12 random bytes (XAES-256-GCM): its random nonces do not run out, however much is sealed.
 */
@Singleton
class TinkSeal implements Seal {

    private static final int SALT_BYTES = 12;

    /** A byte that tells the form, then the number of the key. */
    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private final Aead cipher;
    private final Set<Integer> known;

    @Inject
    TinkSeal(SealingKeys keys) {
        known = keys.all().stream().map(SealingKeys.Key::id).collect(Collectors.toSet());
        try {
            AeadConfig.register();
            cipher = keyset(keys).getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink does not take the sealing keys", e);
        }
    }

    private static KeysetHandle keyset(SealingKeys keys) throws GeneralSecurityException {
        var keyset = KeysetHandle.newBuilder();
        for (SealingKeys.Key key : keys.all()) {
            KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(imported(key));
            keyset.addEntry(key == keys.first() ? entry.makePrimary() : entry);
        }
        return keyset.build();
    }

    @AccessesPartialKey
    private static XAesGcmKey imported(SealingKeys.Key key) throws GeneralSecurityException {
        return XAesGcmKey.create(
                XAesGcmParameters.create(Variant.TINK, SALT_BYTES),
                SecretBytes.copyFrom(key.bytes(), InsecureSecretKeyAccess.get()),
                key.id());
    }

    @Override
    public byte[] seal(Belonging owner, byte[] content) {
        try {
            return cipher.encrypt(content, owner.text());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink does not seal", e);
        }
    }

    @Override
    public byte[] open(Belonging owner, byte[] sealed) {
        try {
            return cipher.decrypt(sealed, owner.text());
        } catch (GeneralSecurityException _) {
            // Tink gives no reason.
            throw new SealBroken(reason(sealed));
        }
    }

    private String reason(byte[] sealed) {
        if (sealed.length < PREFIX_BYTES) {
            return "it is cut off";
        }
        int id = ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt();
        return known.contains(id)
                ? "it was changed, or belongs to something else"
                : "its key %08x is not among the sealing keys".formatted(id);
    }
}
