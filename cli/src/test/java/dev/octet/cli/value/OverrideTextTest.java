package dev.octet.cli.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.octet.affine.QuantizedType;
import dev.octet.affine.Range;
import dev.octet.place.PlacementOverride;
import dev.octet.place.PlacementOverride.Kind;
import dev.octet.place.PlacementOverride.Selector;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class OverrideTextTest {
    private static PlacementOverride parse(String text) {
        return new OverrideText().convert(text);
    }

    @Test
    void readsEverySetting() {
        assertThat(parse("{tensor: x, type: int16, symmetric: true, narrow: false, per-channel: true, range: mse}"))
                .isEqualTo(new PlacementOverride(
                        new Selector(Kind.TENSOR, "x"),
                        false,
                        Optional.of(true),
                        Optional.of(QuantizedType.INT16),
                        Optional.of(true),
                        Optional.of(false),
                        Optional.of("mse"),
                        Optional.empty()));
        assertThat(parse("{tensor: x, range: [-1, 2.5]}").range()).contains(new Range(-1, 2.5f));
    }

    @Test
    void readsJsonWhichTheConfigurationFilePassesOn() {
        assertThat(parse("{\"node\":\"a \\\"b\\\": c\",\"float\":true}"))
                .isEqualTo(PlacementOverride.leftFloat(new Selector(Kind.NODE, "a \"b\": c")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{tensor: x}; expected one of [node, operator, tensor] and one or more of",
                "{tensor: x, node: y, float: true}; expected one of [node, operator, tensor]",
                "{float: true}; expected one of [node, operator, tensor]",
                "{tensor: x, rnage: mse}; did you mean 'range'?",
                "{tensor: x, range: mes}; did you mean 'mse'?",
                "{tensor: x, range: [2, 1]}; [lowest, highest]",
                "{tensor: x, type: int32}; one of [uint8, int8, uint16, int16]",
                "{tensor: x, symmetric: maybe}; expected true or false",
                "nonsense; a map such as",
                "{tensor: [; a map such as"
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> parse(text))
                .withMessageContaining(message);
    }
}
