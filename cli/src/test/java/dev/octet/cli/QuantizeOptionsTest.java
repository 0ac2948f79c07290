package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of options that cannot be right are refused with what would be. */
class QuantizeOptionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    --color         | rbg      | expected one of rgb, bgr, gray, got 'rbg'; did you mean 'rgb'?
                    --resize        | 224x     | expected height x width in pixels, such as 224x224, or the shorter side, such as 256, got '224x'
                    --resize        | 0x5      | Expected a size of at least one pixel, got 0
                    --crop          | 224      | expected height x width in pixels, such as 224x224, got '224'
                    --resize-mode   | pad      | expected one of stretch, crop, letterbox, got 'pad'
                    --pad-position  | left     | expected one of center, top-left, got 'left'
                    --interpolation | lanczos  | expected one of nearest, bilinear, bicubic, area, got 'lanczos'
                    --layout        | nwhc     | expected one of nchw, nhwc, got 'nwhc'; did you mean 'nhwc'? Try
                    --orientation   | up       | expected one of exif, ignore, got 'up'
                    --scale         | 1/0      | expected a number, or a fraction such as 1/255, got '1/0'
                    --mean          | 1,x      | expected a number, or a fraction such as 1/255, got 'x'
                    --data-kind     | jpg      | expected one of images, npy,
                    --range         | max      | expected one of auto, min-max, moving-average, percentile, entropy, mse, l2-norm, got 'max'
                    --range         | moving-average:2 | Expected a constant above 0 and at most 1, got 2.0
                    --range         | moving-average:a | For input string: "a"
                    --target        | x86      | expected one of host, x86-64-vnni, x86-64-avx2, arm64, generic, tensorrt, qnn, qnn-16, fbgemm, qnnpack, got 'x86'
                    --prefer        | latency  | expected one of speed, size, accuracy, got 'latency'
                    --samples       | few      | 'few' is not
                    --on-bad-sample | ignore   | expected one of fail, skip, got 'ignore'
                    --memory-budget | 512      | expected a number of bytes with a unit, such as 512MB or 2GiB, got '512'
                    --memory-budget | 0MB      | expected a number of bytes with a unit, such as 512MB or 2GiB, got '0MB'
                    --feedback      | state    | expected two parts with an equals sign between them, got 'state'
                    --input         | =1       | expected two parts with an equals sign between them, got '=1'
                    --export-format | trt      | expected one of octet, onnx-runtime-cache, onnx-runtime-overrides, tensorrt, got 'trt'
                    """)
    void refusesWithWhatWouldBeRight(String option, String value, String message) {
        Octet run = Octet.run("quantize", "m.onnx", "--data", "d", option, value);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).hasLineCount(1).contains("'" + option + "'", message);
    }

    @Test
    void asksForData() {
        Octet run = Octet.run("quantize", "m.onnx");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err())
                .isEqualTo(
                        "octet: Missing required option: '--data=PATH', some inputs as the model will see them. Without any, choose --mode=dynamic or --mode=weight-only. Try 'octet quantize --help'.\n");
    }
}
