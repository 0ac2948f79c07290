package dev.octet.calibrate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingYamlTest {
    @Test
    void readsEveryKey() {
        Preprocessing read = PreprocessingYaml.parse("""
                # what the network was trained with
                color: bgr
                resize: [256, 320]
                resize-mode: letterbox
                interpolation: bicubic
                antialias: false
                crop: [224, 224]
                pad-value: 114
                pad-position: top-left
                scale: 1/255
                mean: [0.485, 0.456, 0.406]
                std: 0.225
                layout: nhwc
                orientation: ignore
                """, "test");

        assertThat(read)
                .isEqualTo(Preprocessing.builder()
                        .color(ColorOrder.BGR)
                        .resize(new Resize.Exact(256, 320))
                        .resizeMode(ResizeMode.LETTERBOX)
                        .interpolation(Interpolation.BICUBIC)
                        .antialias(false)
                        .crop(new Resize.Exact(224, 224))
                        .padValue(114)
                        .padPosition(Preprocessing.PadPosition.TOP_LEFT)
                        .scale(1.0 / 255)
                        .mean(List.of(0.485, 0.456, 0.406))
                        .std(List.of(0.225))
                        .layout(Layout.NHWC)
                        .upright(false)
                        .build());
    }

    @Test
    void anEmptyFileSaysNothing() {
        assertThat(PreprocessingYaml.parse("", "test")).isEqualTo(Preprocessing.NONE);
        assertThat(PreprocessingYaml.parse("# nothing\n", "test")).isEqualTo(Preprocessing.NONE);
    }

    @Test
    void oneNumberToResizeIsTheShorterSide() {
        assertThat(PreprocessingYaml.parse("resize: 256", "test").resize()).contains(new Resize.ShorterSide(256));
    }

    @Test
    void theCallerOverridesTheFileKeyByKey() {
        Preprocessing file = PreprocessingYaml.parse("color: bgr\nscale: 2\nmean: 1", "test");
        Preprocessing caller = Preprocessing.builder().scale(3).build();

        Preprocessing both = file.overriddenBy(caller);

        assertThat(both.scale()).hasValue(3);
        assertThat(both.color()).contains(ColorOrder.BGR);
        assertThat(both.mean()).containsExactly(1.0);
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> PreprocessingYaml.parse("resise: [1, 1]", "data/preprocessing.yaml"))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .hasMessageStartingWith(
                        "data/preprocessing.yaml: unknown key 'resise'; did you mean 'resize'? Known keys: color, ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "color: rbg|'color': expected one of rgb, bgr, gray, got \"rbg\"; did you mean 'rgb'?",
                "color: 3|'color': expected one of rgb, bgr, gray, got 3",
                "resize: [1, 2, 3]|'resize': expected [height, width] in pixels, got [1,2,3]",
                "resize: 0|'resize': expected a shorter side of at least one pixel, got 0",
                "crop: 224|'crop': expected [height, width] in pixels, got 224",
                "antialias: maybe|'antialias': expected true or false, got \"maybe\"",
                "pad-value: 1.5|'pad-value': expected a whole number, got 1.5",
                "pad-value: 300|Expected a pad value from 0 to 255, got 300",
                "scale: 1/x|'scale': expected a number or a fraction such as 1/255, got \"1/x\"",
                "scale: 1/0|Expected scale to be finite, got Infinity",
                "std: [1, 0]|Expected std to hold no zero, got [1.0, 0.0]",
                "mean: []|'mean': expected one number or one a channel, got []",
                "orientation: up|'orientation': expected one of exif, ignore, got \"up\""
            })
    void aWrongValueIsRefusedWithItsKey(String yaml, String message) {
        assertThatThrownBy(() -> PreprocessingYaml.parse(yaml, "test")).hasMessage("test: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b", "just text"})
    void aFileThatIsNoMapIsRefused(String yaml) {
        assertThatThrownBy(() -> PreprocessingYaml.parse(yaml, "test"))
                .hasMessageStartingWith("test: expected lines of 'key: value', got ");
    }

    @Test
    void malformedYamlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> PreprocessingYaml.parse("color: rgb\nmean: [1, 2", "test"))
                .hasMessageStartingWith("test, line ")
                .hasMessageContaining("not valid YAML");
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> PreprocessingYaml.parse("scale: 1\nscale: 2", "test"))
                .hasMessageContaining("Duplicate");
    }

    @Test
    void aMissingFileIsAFileError() {
        assertThatThrownBy(() -> PreprocessingYaml.read(Path.of("no such folder", "preprocessing.yaml")))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.FILE));
    }
}
