package dev.turnpike.billing.idempotency;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.KeyPepper;
import dev.turnpike.billing.usage.GenerationId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts answers while they are kept: AES-256-GCM under a key of the account's own, tied to the
 * account and the call. Whatever does not fit together is not opened.
 */
@Singleton
public class AnswerSeal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyPepper pepper;

    @Inject
    public AnswerSeal(KeyPepper pepper) {
        this.pepper = pepper;
    }

    byte[] seal(AccountId account, GenerationId call, byte[] answer) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            // Without parameters it draws a new random nonce.
            cipher.init(Cipher.ENCRYPT_MODE, key(account));
            cipher.updateAAD(tie(account, call));
            byte[] nonce = cipher.getIV();
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(answer.length));
            cipher.doFinal(answer, 0, answer.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CIPHER, e);
        }
    }

    /**
     * The answer in it.
     *
     * @throws IllegalStateException when it was sealed by another installation, for another account
     *     or call, or was changed
     */
    byte[] open(AccountId account, GenerationId call, byte[] sealed) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            var nonce = new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES);
            cipher.init(Cipher.DECRYPT_MODE, key(account), nonce);
            cipher.updateAAD(tie(account, call));
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw new IllegalStateException("The answer of " + call + " cannot be opened", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CIPHER, e);
        }
    }

    private SecretKey key(AccountId account) {
        return pepper.derive("kept answers of " + account);
    }

    private static byte[] tie(AccountId account, GenerationId call) {
        return (account + " " + call).getBytes(StandardCharsets.US_ASCII);
    }
}
