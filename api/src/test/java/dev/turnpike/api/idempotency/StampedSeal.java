package dev.turnpike.api.idempotency;

import dev.turnpike.billing.sealing.Belonging;
import dev.turnpike.billing.sealing.Seal;
import dev.turnpike.billing.sealing.SealBroken;
import java.util.Arrays;

/**
 * Hides nothing: it writes the owner before the content, and looks whether it still stands there.
 */
final class StampedSeal implements Seal {

    private volatile boolean broken;

    /** From now on it opens nothing. */
    void breakAll() {
        broken = true;
    }

    @Override
    public byte[] seal(Belonging owner, byte[] content) {
        byte[] stamp = owner.text();
        byte[] sealed = Arrays.copyOf(stamp, stamp.length + content.length);
        System.arraycopy(content, 0, sealed, stamp.length, content.length);
        return sealed;
    }

    @Override
    public byte[] open(Belonging owner, byte[] sealed) {
        byte[] stamp = owner.text();
        if (broken || !Arrays.equals(stamp, Arrays.copyOf(sealed, stamp.length))) {
            throw new SealBroken("the stamp is another one");
        }
        return Arrays.copyOfRange(sealed, stamp.length, sealed.length);
    }
}
