package dev.octet.calibrate;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One digest over what the samples of a run held, whoever read them: names, inputs by name, and for those that could
 * not be read that they could not. Safe for threads.
 */
public final class SampleDigests {
    private final Map<Long, byte[]> waiting = new TreeMap<>();
    private long next;
    private byte[] chain;

    /** The digest before any sample. */
    static final String START = "0".repeat(64);

    /**
     * The digest over all samples of a source, which are read for it.
     *
     * @return 64 hexadecimal digits, the same as after a calibration run over these samples
     */
    public static String of(DataSource source) {
        SampleDigests digests = new SampleDigests(0, START);
        long number = 0;
        for (Sample sample : source) {
            digests.addAgain(number++, sample);
        }
        return digests.value();
    }

    /** Goes on from an earlier run's digest over the first {@code count} samples. */
    SampleDigests(long count, String chain) {
        this.next = count;
        this.chain = HexFormat.of().parseHex(chain);
    }

    /** Adds a sample; without inputs it is one that could not be read. */
    void add(long number, Sample sample, Optional<Map<String, Tensor>> inputs) {
        byte[] digest = digest(sample, inputs);
        synchronized (this) {
            waiting.put(number, digest);
            for (byte[] ready = waiting.remove(next); ready != null; ready = waiting.remove(next)) {
                MessageDigest joined = ModelDigest.sha256();
                joined.update(chain);
                chain = joined.digest(ready);
                next++;
            }
        }
    }

    /** Reads a sample again and adds it. */
    void addAgain(long number, Sample sample) {
        Optional<Map<String, Tensor>> inputs;
        try {
            inputs = Optional.of(sample.inputs());
        } catch (OctetException bad) {
            inputs = Optional.empty();
        }
        add(number, sample, inputs);
    }

    private static byte[] digest(Sample sample, Optional<Map<String, Tensor>> inputs) {
        MessageDigest digest = ModelDigest.sha256();
        ModelDigest.add(digest, sample.id());
        ModelDigest.add(digest, sample.group());
        ModelDigest.add(digest, inputs.isPresent() ? "read" : "bad");
        // In alphabetical order: maps such as those of Map.of have another order in each process.
        inputs.ifPresent(tensors -> new TreeMap<>(tensors).forEach((name, tensor) -> {
            ModelDigest.add(digest, name);
            ModelDigest.add(digest, tensor);
        }));
        return digest.digest();
    }

    /** The digest over all samples added in a row from the first one. */
    synchronized String value() {
        return HexFormat.of().formatHex(chain);
    }

    /** How many samples {@link #value} covers. */
    synchronized long count() {
        return next;
    }
}
