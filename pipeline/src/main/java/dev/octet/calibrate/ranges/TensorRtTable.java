package dev.octet.calibrate.ranges;

import dev.octet.affine.Range;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * TensorRT's calibration table. The scale of symmetric int8 is the largest magnitude by 127.
 *
 * <p>Source: the cache files that TensorRT 5 to 10 write; the first line names version and calibrator.
 */
final class TensorRtTable {
    private static final String HEADER = "TRT-100000-EntropyCalibration2";
    private static final float LARGEST_CODE = 127;

    private TensorRtTable() {}

    static String write(Map<String, Range> ranges) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        ranges.forEach((name, range) -> {
            float magnitude = Math.max(Math.abs(range.min()), Math.abs(range.max()));
            text.append(name).append(": ");
            text.append("%08x".formatted(Float.floatToIntBits(magnitude / LARGEST_CODE)))
                    .append('\n');
        });
        return text.toString();
    }

    static Map<String, Range> read(String text) throws IOException {
        List<String> lines = text.lines().toList();
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank()) {
                int colon = line.lastIndexOf(':');
                float scale =
                        colon < 0 ? Float.NaN : scale(line.substring(colon + 1).strip());
                if (!Float.isFinite(scale * LARGEST_CODE) || scale < 0) {
                    throw new IOException(
                            "line %d: expected 'name: scale as 8 hexadecimal digits', got '%s'".formatted(i + 1, line));
                }
                ranges.put(line.substring(0, colon), Range.symmetric(scale * LARGEST_CODE));
            }
        }
        return ranges;
    }

    private static float scale(String digits) {
        try {
            return Float.intBitsToFloat(Integer.parseUnsignedInt(digits, 16));
        } catch (NumberFormatException noNumber) {
            return Float.NaN;
        }
    }
}
