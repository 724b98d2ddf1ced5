package dev.turnpike.sandbox.models.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaInstanceTest {

    private static JsonNode instance(String schema) {
        JsonMapper mapper = JsonMapper.shared();
        return SchemaInstance.of(mapper.readTree(schema));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"const\":7} | 7",
                "{\"enum\":[\"b\",\"a\"]} | \"b\"",
                "{\"type\":\"boolean\"} | true",
                "{\"type\":[\"null\",\"integer\"]} | 1",
                "{\"type\":\"integer\",\"minimum\":10,\"multipleOf\":4} | 12",
                "{\"type\":\"integer\",\"maximum\":-3} | -3",
                "{\"type\":\"integer\",\"exclusiveMinimum\":1} | 2",
                "{\"type\":\"number\",\"exclusiveMinimum\":0,\"exclusiveMaximum\":1} | 0.5",
                "{\"type\":\"integer\",\"exclusiveMaximum\":1} | 0",
                "{\"type\":\"string\",\"maxLength\":2} | \"va\"",
                "{\"type\":\"string\",\"minLength\":7} | \"valuexx\"",
                "{\"type\":\"string\",\"format\":\"date\"} | \"2026-01-01\"",
                "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]} | 1",
                "{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"minItems\":2} | [1,1]",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"null\"}}} | {\"a\":null}",
                "{} | {}",
            })
    void fitsTheSchema(String schema, String expected) {
        assertThat(instance(schema)).hasToString(expected);
    }

    @Test
    void followsReferencesAndJoinsParts() {
        String schema =
                """
                {"$defs":{"id":{"type":"object","properties":{"id":{"type":"integer"}},
                  "required":["id"]}},
                 "allOf":[{"$ref":"#/$defs/id"},
                  {"properties":{"ok":{"type":"boolean"}},"required":["ok"]}]}""";

        assertThat(instance(schema)).hasToString("{\"id\":1,\"ok\":true}");
    }

    @Test
    void endsACircle() {
        String schema =
                """
                {"type":"object","properties":{"next":{"$ref":"#"},"n":{"type":"integer"}},
                 "required":["n"]}""";

        assertThat(instance(schema).toString()).startsWith("{\"next\":{").contains("\"n\":1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}",
                "{\"properties\":{\"a\":{\"$ref\":\"#\"},\"b\":{\"$ref\":\"#\"},\"c\":{\"$ref\":\"#\"}}}"
            })
    void keepsACircularSchemaSmall(String schema) {
        assertThat(instance(schema).toString()).hasSizeLessThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"array\",\"minItems\":1000000}",
                "{\"type\":\"integer\",\"multipleOf\":0}",
                "{\"type\":\"integer\",\"exclusiveMinimum\":\"low\"}"
            })
    void refusesASchemaThatCannotBeFitted(String schema) {
        assertThatThrownBy(() -> instance(schema))
                .isInstanceOf(SchemaInstance.UnusableSchema.class);
    }
}
