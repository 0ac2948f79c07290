package dev.octet.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlProblemTest {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "samples: [1; expected ',' or ']', but got <stream end>",
                "samples: 1\\nsamples: 2; Duplicate field 'samples'",
                "a: 'b; found unexpected end of stream",
            },
            quoteCharacter = '|')
    void tellsTheProblemWithoutTheExcerpts(String text, String problem) {
        JsonProcessingException malformed =
                catchThrowableOfType(JsonProcessingException.class, () -> YAML.readTree(text.replace("\\n", "\n")));

        assertThat(YamlProblem.of(malformed)).isEqualTo(problem);
    }
}
