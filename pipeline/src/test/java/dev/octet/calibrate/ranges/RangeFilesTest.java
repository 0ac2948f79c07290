package dev.octet.calibrate.ranges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.affine.Range;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RangeFilesTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("ranges"), text);
    }

    @ParameterizedTest
    @EnumSource(
            value = RangeFormat.class,
            names = {"OCTET", "ONNX_RUNTIME_CACHE", "ONNX_RUNTIME_OVERRIDES"})
    void comesBackWithTheSameBitsInTheSameOrder(RangeFormat format) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            float bound = Float.intBitsToFloat(random.nextInt() & 0x7f7fffff);
            ranges.put("conv/%d:0 \"quoted\"".formatted(199 - i), new Range(-bound / 3, bound));
        }
        ranges.put("smallest", new Range(-Float.MIN_VALUE, Float.MAX_VALUE));
        Path path = folder.resolve("all.json");

        RangeFiles.write(ranges, format, path);

        assertThat(RangeFiles.read(path)).containsExactlyEntriesOf(ranges);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void readsTheCacheThatOnnxRuntimeWrites() throws IOException {
        // As onnxruntime.quantization 1.31 saved it for min-max and for percentile.
        Path file = file("""
                {"CLS": "TensorsData", "data": {
                  "x": {"lowest": {"data": [-1.5], "dtype": "float32", "CLS": "numpy.array"},
                        "highest": {"data": [2.0], "dtype": "float32", "CLS": "numpy.array"}, "CLS": "TensorData"},
                  "y": {"lowest": {"data": 0.0, "dtype": "float32", "CLS": "numpy.array"},
                        "highest": {"data": 0.1, "dtype": "float32", "CLS": "numpy.array"},
                        "hist": {"data": [1, 2], "dtype": "int64", "CLS": "numpy.array"}, "CLS": "TensorData"}},
                 "calibration_method": {"CLS": "CalibrationMethod", "value": "CalibrationMethod.MinMax"},
                 "smooth_quant": false}
                """);

        assertThat(RangeFiles.read(file))
                .containsExactly(Map.entry("x", new Range(-1.5f, 2)), Map.entry("y", new Range(0, 0.1f)));
    }

    @Test
    void leavesOverridesOfOtherThingsAlone() throws IOException {
        Path file = file("{\"x\": [{\"quant_type\": \"QInt16\"}], \"y\": [{\"rmin\": -1, \"rmax\": 2}]}");

        assertThat(RangeFiles.read(file)).containsExactly(Map.entry("y", new Range(-1, 2)));
    }

    @Test
    void readsAndWritesTensorRtTables() throws IOException {
        // 3c010a14 are the bits of 0.0078759...
        Path file = file("TRT-8501-EntropyCalibration2\ninput: 3c010a14\nconv1:0: 40000000\n");

        assertThat(RangeFiles.read(file))
                .containsExactly(
                        Map.entry("input", Range.symmetric(Float.intBitsToFloat(0x3c010a14) * 127)),
                        Map.entry("conv1:0", Range.symmetric(254)));
        Path written = folder.resolve("table");
        RangeFiles.write(Map.of("a", new Range(-254, 1)), RangeFormat.TENSORRT, written);
        assertThat(written).hasContent("TRT-100000-EntropyCalibration2\na: 40000000\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing of the kind|as Octet, ONNX Runtime or TensorRT write them, got something else",
                "{\"format\": \"octet-ranges\", \"version\": 2}|expected version 1, got 2",
                "{\"format\": \"octet-ranges\"|(OCTET): it is not valid JSON",
                "{\"format\": \"octet-ranges\", \"version\": 1, \"ranges\": {\"x\": {\"min\": 1}}}|'x': expected two numbers, got 1",
                "{\"format\": \"octet-ranges\", \"version\": 1, \"ranges\": {\"x\": {\"min\": 2, \"max\": 1}}}|'x': Expected finite bounds",
                "{\"format\": \"octet-ranges\", \"version\": 1, \"ranges\": {\"x\": {\"min\": 0, \"max\": 1e99}}}|'x': Expected finite bounds",
                "{\"CLS\": \"TensorsData\", \"data\": {\"x\": {\"lowest\": [1, 2], \"highest\": [3, 4]}}}|ranges a channel are not read",
                "{\"CLS\": \"TensorsData\", \"data\": {\"x\": {\"avg\": 1, \"std\": 2}}}|'x': expected two numbers",
                "{\"x\": [{\"rmin\": 0, \"rmax\": 1}, {\"rmin\": 0, \"rmax\": 1}]}|ranges a channel are not read",
                "{\"x\": [{\"rmin\": 0}]}|'x': expected two numbers"
            })
    void refusesWhatHoldsNoRanges(String text, String message) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> RangeFiles.read(file))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .hasMessageContaining(message);
    }

    @Test
    void refusesDamagedTablesWithTheirLine() throws IOException {
        for (String line : new String[] {"x 3c010a14", "x: zz", "x: 7fc00000", "x: bf800000"}) {
            Path file = file("TRT-8501-EntropyCalibration2\na: 3f800000\n" + line + "\n");
            assertThatThrownBy(() -> RangeFiles.read(file)).hasMessageContaining("line 3: expected 'name: scale");
        }
    }

    @Test
    void refusesFilesThatAreNotThereOrNoText() throws IOException {
        assertThatThrownBy(() -> RangeFiles.read(folder.resolve("none")))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.FILE));
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> RangeFiles.read(binary)).hasMessageContaining("as text");
        assertThatThrownBy(() -> RangeFiles.write(Map.of(), RangeFormat.OCTET, folder.resolve("none/ranges")))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.FILE));
    }
}
