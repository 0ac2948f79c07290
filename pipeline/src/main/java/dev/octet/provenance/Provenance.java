package dev.octet.provenance;

import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.runtime.RuntimeVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a quantized model was made from. Names and times are left out on purpose: the same inputs give the same bytes,
 * wherever they lie and whenever it is.
 *
 * @param tool the version of Octet; empty where it runs from loose classes
 * @param onnxRuntime the version of ONNX Runtime
 * @param model SHA-256 of the float model's file, in hexadecimal
 * @param weights SHA-256 of its data files one after the other in the order of their names; empty without any
 * @param samples SHA-256 over the samples as the model saw them; empty where none were used
 * @param target the name of the target
 * @param recipe the options
 */
public record Provenance(
        Optional<String> tool,
        String onnxRuntime,
        String model,
        Optional<String> weights,
        Optional<String> samples,
        String target,
        Recipe recipe) {
    private static final String PREFIX = "octet.";
    private static final String TOOL = PREFIX + "version";
    private static final String RUNTIME = PREFIX + "onnxruntime";
    private static final String MODEL = PREFIX + "model.sha256";
    private static final String WEIGHTS = PREFIX + "model.data.sha256";
    private static final String SAMPLES = PREFIX + "samples.sha256";
    private static final String TARGET = PREFIX + "target";
    private static final String OPTIONS = PREFIX + "options";
    private static final String SEED = PREFIX + "seed";

    /** The provenance of a model that is made by the running program. */
    public static Provenance ofThisProgram(
            String model, Optional<String> weights, Optional<String> samples, String target, Recipe recipe) {
        return new Provenance(
                // From the manifest of the jar, which classes in a folder do not have.
                Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion()),
                RuntimeVersion.get(),
                model,
                weights,
                samples,
                target,
                recipe);
    }

    /**
     * What a model says of itself, or empty where it says nothing.
     *
     * @throws OctetException of kind INVALID_MODEL if it says something that Octet never wrote
     */
    public static Optional<Provenance> of(Model model) {
        Map<String, String> entries = model.metadata();
        if (!entries.containsKey(MODEL)) {
            return Optional.empty();
        }
        return Optional.of(new Provenance(
                Optional.ofNullable(entries.get(TOOL)),
                required(entries, RUNTIME),
                required(entries, MODEL),
                Optional.ofNullable(entries.get(WEIGHTS)),
                Optional.ofNullable(entries.get(SAMPLES)),
                required(entries, TARGET),
                Recipe.parse(required(entries, OPTIONS), seed(required(entries, SEED)))));
    }

    /** The model with this in its metadata, and no other provenance. */
    public Model writtenTo(Model model) {
        Map<String, String> metadata = new LinkedHashMap<>(model.metadata());
        metadata.keySet().removeIf(key -> key.startsWith(PREFIX));
        metadata.putAll(entries());
        return model.withMetadata(metadata);
    }

    /** The entries of the model's metadata, in a fixed order. */
    public Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        tool.ifPresent(version -> entries.put(TOOL, version));
        entries.put(RUNTIME, onnxRuntime);
        entries.put(MODEL, model);
        weights.ifPresent(digest -> entries.put(WEIGHTS, digest));
        samples.ifPresent(digest -> entries.put(SAMPLES, digest));
        entries.put(TARGET, target);
        entries.put(OPTIONS, recipe.text());
        entries.put(SEED, Long.toString(recipe.seed()));
        return Collections.unmodifiableMap(entries);
    }

    private static String required(Map<String, String> entries, String key) {
        String value = entries.get(key);
        if (value == null) {
            throw OctetException.invalidModel(
                    "The model's metadata: expected an entry '%s' beside '%s', found none".formatted(key, MODEL));
        }
        return value;
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException failure) {
            throw OctetException.invalidModel(
                    "The model's metadata: expected a whole number for '%s', found '%s'".formatted(SEED, text));
        }
    }
}
