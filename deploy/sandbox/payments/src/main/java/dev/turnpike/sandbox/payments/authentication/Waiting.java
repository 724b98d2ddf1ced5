package dev.turnpike.sandbox.payments.authentication;

import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Kind;
import tools.jackson.databind.node.ObjectNode;

/** A kind of intent that goes on once the holder of its card has answered the bank. */
public interface Waiting {

    /** What waits: payment intents, or setup intents. */
    Kind kind();

    /** What the page asks, as "Pay $20.00". */
    String question(ObjectNode intent);

    /** The holder says that it is them; the bank may decline all the same. */
    void approve(ObjectNode intent, Changes changes);

    /** The holder says that it is not them. */
    void refuse(ObjectNode intent, Changes changes);
}
