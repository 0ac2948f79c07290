package dev.octet.calibrate;

import dev.octet.runtime.RuntimeVersion;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/** Names everything that observed values depend on, but for the samples, which a {@link Checkpoint} itself digests. */
final class CheckpointKey {
    private CheckpointKey() {}

    /**
     * SHA-256, in hexadecimal, of the model with weights, the values observed, the statistics kept, how samples are
     * run, and ONNX Runtime's version.
     *
     * @param observed the model before it is divided among passes
     * @param values the values of one pass
     */
    static String of(ObservedModel observed, Set<String> values, CalibrationSettings settings) {
        MessageDigest digest = ModelDigest.sha256();
        ModelDigest.add(digest, "octet calibration 1, ONNX Runtime " + RuntimeVersion.get());
        ModelDigest.add(digest, System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        ModelDigest.add(digest, observed.model());
        observed.constants().forEach((name, tensor) -> {
            ModelDigest.add(digest, name);
            ModelDigest.add(digest, tensor);
        });
        ModelDigest.add(digest, values.toString());
        ModelDigest.add(
                digest,
                "%s %d %s %s %s"
                        .formatted(
                                settings.optimization(),
                                settings.batchSize(),
                                settings.onBadSample(),
                                settings.feedback(),
                                settings.statistics().stream().sorted().toList()));
        settings.constants().forEach((name, tensor) -> {
            ModelDigest.add(digest, name);
            ModelDigest.add(digest, tensor);
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
