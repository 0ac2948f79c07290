package dev.octet.compare.metric;

import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics by their names. */
public final class Metrics {
    private static final Pattern TOP = Pattern.compile("top([1-9]\\d{0,5})");
    private static final Pattern PEAK = Pattern.compile("psnr(?::(\\d+(?:\\.\\d+)?))?");
    private static final List<String> NAMES = List.of("top1", "top5", "rmse", "psnr", "psnr:255", "spearman", "nll");

    private Metrics() {}

    /**
     * A metric.
     *
     * @param text its name: top1 (or another number), rmse, psnr (of targets up to 1; or psnr:255), spearman, nll
     * @param output the output it judges; empty for the first
     * @throws OctetException of kind CONFIGURATION if there is no such metric
     */
    public static Metric named(String text, Optional<String> output) {
        Matcher top = TOP.matcher(text);
        Matcher psnr = PEAK.matcher(text);
        if (top.matches()) {
            return new TopAccuracy(Integer.parseInt(top.group(1)), output);
        }
        if (psnr.matches() && !text.equals("psnr:0")) {
            return new PeakSignalToNoise(psnr.group(1) == null ? 1 : Double.parseDouble(psnr.group(1)), output);
        }
        return switch (text) {
            case "rmse" -> new RootMeanSquaredError(output);
            case "spearman" -> new SentenceSimilarity(output);
            case "nll" -> new NextTokenLikelihood(output);
            default ->
                throw OctetException.configuration("There is no metric '%s'%s The metrics are %s"
                        .formatted(text, NearestName.hint(text, NAMES), NAMES));
        };
    }
}
