package dev.octet.calibrate.ranges;

import dev.octet.affine.Range;
import java.io.IOException;
import java.util.Map;

/** A form that ranges are written in and read from. */
public enum RangeFormat {
    /**
     * JSON with exact bounds: {@code {"format": "octet-ranges", "version": 1, "ranges": {"x": {"min": 0, "max": 1}}}}.
     */
    OCTET {
        @Override
        String write(Map<String, Range> ranges) {
            return OctetRanges.write(ranges);
        }

        @Override
        Map<String, Range> read(String text) throws IOException {
            return OctetRanges.read(text);
        }

        @Override
        boolean looksLike(String text) {
            return text.contains("\"" + OctetRanges.NAME + "\"");
        }
    },
    /**
     * The calibration cache of onnxruntime.quantization, {@code calibration_cache_path} of {@code quantize_static}
     * (1.30), marked as found by min-max. Also what its {@code write_calibration_table} calls {@code calibration.json}.
     */
    ONNX_RUNTIME_CACHE {
        @Override
        String write(Map<String, Range> ranges) {
            return OnnxRuntimeCache.write(ranges);
        }

        @Override
        Map<String, Range> read(String text) throws IOException {
            return OnnxRuntimeCache.read(text);
        }

        @Override
        boolean looksLike(String text) {
            return text.contains("\"TensorsData\"") || text.contains("\"TensorData\"");
        }
    },
    /**
     * The extra option {@code TensorQuantOverrides} of onnxruntime.quantization: {@code {"x": [{"rmin": 0, "rmax":
     * 1}]}}.
     */
    ONNX_RUNTIME_OVERRIDES {
        @Override
        String write(Map<String, Range> ranges) {
            return OnnxRuntimeOverrides.write(ranges);
        }

        @Override
        Map<String, Range> read(String text) throws IOException {
            return OnnxRuntimeOverrides.read(text);
        }

        @Override
        boolean looksLike(String text) {
            return text.contains("\"rmin\"");
        }
    },
    /**
     * TensorRT's calibration table: a line {@code name: bits} a tensor, the bits of the binary32 scale of symmetric
     * int8 in hexadecimal. Written, a range loses its sign: it becomes the larger of its bounds on both sides.
     */
    TENSORRT {
        @Override
        String write(Map<String, Range> ranges) {
            return TensorRtTable.write(ranges);
        }

        @Override
        Map<String, Range> read(String text) throws IOException {
            return TensorRtTable.read(text);
        }

        @Override
        boolean looksLike(String text) {
            return text.startsWith("TRT-");
        }
    };

    abstract String write(Map<String, Range> ranges);

    /** The ranges in a text of this form; a failure says what is wrong with it. */
    abstract Map<String, Range> read(String text) throws IOException;

    /** Whether a text is meant to be of this form. */
    abstract boolean looksLike(String text);
}
