package dev.turnpike.launcher;

/** What a person reads when everything runs: where to go, what to try first, how to call. */
final class Welcome {

    private Welcome() {}

    static String to(Settings settings) {
        return """

        Turnpike runs at  %1$s

        Try first:
          1. Open %1$s and register (any e-mail address; nothing is sent).
          2. Buy credit%2$s.
          3. Create a key at %1$s/keys, and: export TURNPIKE_API_KEY=<the key>

        curl %1$s/api/v1/chat/completions \\
          -H "Authorization: Bearer $TURNPIKE_API_KEY" -H 'Content-Type: application/json' \\
          -d '{"model": "sandbox/echo", "messages": [{"role": "user", "content": "Hello"}]}'

        Whether the money is right: %1$s/operator/books, for %5$s; the password
        is %6$s in %7$s.

        Logs, data and secrets are in %3$s. Ctrl-C stops everything, and so does: kill %4$d
        """
                .formatted(
                        settings.publicUrl(),
                        paying(settings),
                        settings.state(),
                        ProcessHandle.current().pid(),
                        Realm.OPERATOR,
                        Secret.OPERATOR_PASSWORD.variable(),
                        new Layout(settings.state()).secrets());
    }

    private static String paying(Settings settings) {
        return settings.paymentSandbox()
                ? " (sandbox: card 4242 4242 4242 4242, any later date, any CVC; no real money)"
                : "";
    }
}
