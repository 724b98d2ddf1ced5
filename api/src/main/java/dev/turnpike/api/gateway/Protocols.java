package dev.turnpike.api.gateway;

import dev.turnpike.api.provider.WireProtocol;
import dev.turnpike.api.provider.anthropic.AnthropicProtocol;
import dev.turnpike.api.provider.openai.OpenAiProtocol;
import dev.turnpike.billing.catalog.Protocol;

/** The code for each protocol that the catalogue knows. */
final class Protocols {

    private static final WireProtocol OPENAI = new OpenAiProtocol();
    private static final WireProtocol ANTHROPIC = new AnthropicProtocol();

    private Protocols() {}

    static WireProtocol of(Protocol protocol) {
        return switch (protocol) {
            case OPENAI -> OPENAI;
            case ANTHROPIC -> ANTHROPIC;
        };
    }
}
