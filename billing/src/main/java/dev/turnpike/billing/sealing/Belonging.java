package dev.turnpike.billing.sealing;

import dev.turnpike.billing.accounts.AccountId;
import java.nio.charset.StandardCharsets;

/**
 * What something sealed belongs to: nothing opens it in another account, for another purpose, or in
 * another row.
 *
 * @param row tells it from all others of the account and the purpose
 */
public record Belonging(AccountId account, Purpose purpose, String row) {

    /** What is sealed. The names are part of what is sealed, so they stay as they are. */
    public enum Purpose {
        KEPT_ANSWER
    }

    /** The same for no two of them: only the last part can have spaces. */
    public byte[] text() {
        return (purpose.name() + " " + account + " " + row).getBytes(StandardCharsets.UTF_8);
    }
}
