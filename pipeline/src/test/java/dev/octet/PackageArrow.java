package dev.octet;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One package of the library may know another, and why. {@link #ALL} is the architecture; {@link ArchitectureTest}
 * enforces it. A package may also know what the packages it knows know.
 *
 * @param from the package that knows, below {@code dev.octet}; subpackages count with it
 * @param to the package that is known
 * @param reason what {@code from} needs of {@code to}
 */
record PackageArrow(String from, String to, String reason) {
    /** Every package may throw these. */
    static final String ERRORS = "error";

    /** Knows everything and is known by nobody, so it has no arrows. */
    static final String ROOT = "";

    /** Bottom up: what a package knows has its own rows above. */
    static final List<PackageArrow> ALL = List.of(
            new PackageArrow("progress", ERRORS, "work that was asked to stop ends with an error"),
            new PackageArrow("tensor", ERRORS, "damaged or mistyped data is an error of the model"),
            new PackageArrow("graph", "tensor", "initializers and attributes hold tensors, values have shapes"),
            new PackageArrow("format", "graph", "it turns files into graphs and back"),
            new PackageArrow("inspect", "format", "what a file says about itself, and where it keeps weights"),
            new PackageArrow("rewrite", "graph", "a rule looks at a graph and answers with an edit of it"),
            new PackageArrow("affine", "tensor", "it turns ranges into parameters and numbers into packed integers"),
            new PackageArrow("runtime", "format", "ONNX Runtime takes a model as the bytes of a file"),
            new PackageArrow("provenance", "runtime", "which ONNX Runtime observed, in metadata of the model"),
            new PackageArrow("observe", "affine", "a range estimator minimizes the error of quantized values"),
            new PackageArrow("effect", "graph", "it follows a value through its readers"),
            new PackageArrow("effect", "observe", "what it finds tells estimators which values are alike"),
            new PackageArrow("prepare", "rewrite", "preparation is a list of rules"),
            new PackageArrow("prepare", "runtime", "ONNX Runtime infers types and computes constants"),
            new PackageArrow("place", "graph", "placement is decided for the nodes and slots of a graph"),
            new PackageArrow("place", "affine", "a target accepts some quantized types and refuses others"),
            new PackageArrow("calibrate", "progress", "it tells how far it is and stops when asked"),
            new PackageArrow("calibrate", "runtime", "samples run through the model"),
            new PackageArrow("calibrate", "observe", "what runs is observed"),
            new PackageArrow("calibrate", "place", "the plan says which values to observe"),
            new PackageArrow("smooth", "prepare", "what it changes is part of what was prepared"),
            new PackageArrow("smooth", "calibrate", "samples show which channels of a value reach far"),
            new PackageArrow("body", "prepare", "nothing is run that a body does not depend on"),
            new PackageArrow("body", "calibrate", "what a body is given becomes samples of its own"),
            new PackageArrow("rounding", "affine", "codes are what it chooses"),
            new PackageArrow("rounding", "calibrate", "samples show the windows that weights meet"),
            new PackageArrow("insert", "rewrite", "it changes the graph through edits"),
            new PackageArrow("insert", "place", "it carries out a plan"),
            new PackageArrow("insert", "rounding", "weights are not always rounded to the nearest"),
            new PackageArrow("finish", "insert", "a SiLU behind integers takes another form"),
            new PackageArrow("finish", "prepare", "what is no longer read is removed"),
            new PackageArrow("finish", "place", "a target says how it lays out channels"),
            new PackageArrow("bias", "insert", "it changes biases of a model with its plan carried out"),
            new PackageArrow("compare", "inspect", "which bytes of a file are weights"),
            new PackageArrow("compare", "runtime", "both models run"),
            new PackageArrow("compare", "provenance", "what the quantized model was made from belongs to a comparison"),
            new PackageArrow("compare", "prepare", "values are matched with those of the prepared float model"),
            new PackageArrow("compare", "calibrate", "evaluation reads samples from the same sources"),
            new PackageArrow("dynamic", "rewrite", "a rule for each operator with an integer form"),
            new PackageArrow("dynamic", "affine", "weights become int8 codes, one scale a channel"),
            new PackageArrow("dynamic", "prepare", "outliers are tamed in what was prepared"),
            new PackageArrow("dynamic", "calibrate", "random input shows which channels reach far"),
            new PackageArrow("dynamic", "smooth", "one range for a whole value suffers no outliers"),
            new PackageArrow("dynamic", "body", "weights in bodies are quantized like any"),
            new PackageArrow("float16", "rewrite", "constants are put where they can be converted"),
            new PackageArrow("float16", "prepare", "operator sets and constants are made ready first"),
            new PackageArrow("weightonly", "affine", "blocks of weights become codes"),
            new PackageArrow("weightonly", "prepare", "constants and operator sets are made ready first"),
            new PackageArrow("weightonly", "calibrate", "samples show what products read"),
            new PackageArrow("weightonly", "body", "weights in bodies are quantized like any"),
            new PackageArrow(
                    "weightonly", "compare", "the error at the outputs tells which weights are worth more bits"),
            new PackageArrow("codebook", "affine", "codes are packed, and matrices seen as lines, as for blocks"),
            new PackageArrow("codebook", "prepare", "constants and operator sets are made ready first"),
            new PackageArrow("refine", "insert", "it makes the model of every plan that it tries"),
            new PackageArrow("refine", "finish", "what is timed is what would be written"),
            new PackageArrow("refine", "bias", "corrected biases are tried before anything is left float"),
            new PackageArrow("refine", "compare", "it measures what quantized tensors do to the outputs"),
            new PackageArrow("report", "inspect", "it writes what inspection found as JSON"),
            new PackageArrow("report", "provenance", "it writes what a model was made from as JSON"),
            new PackageArrow("report", "prepare", "it writes what was folded as JSON"),
            new PackageArrow("report", "calibrate", "it writes what the samples showed as JSON"),
            new PackageArrow("report", "insert", "it writes scales and zero points as JSON"),
            new PackageArrow("report", "compare", "it writes what was compared as JSON"),
            new PackageArrow("run", "report", "every run ends with a report, and all begin alike"),
            new PackageArrow("run", "place", "what is excluded has to be in the model"),
            new PackageArrow("staticrange", "effect", "what readers see of a value decides its range"),
            new PackageArrow("staticrange", "smooth", "channels that reach far are tamed before ranges are found"),
            new PackageArrow("staticrange", "body", "bodies are quantized like models"),
            new PackageArrow("staticrange", "refine", "what is written is what a plan turned out to be worth"),
            new PackageArrow("staticrange", "run", "what is excluded has to be there"));

    /** The packages that have a row. */
    static Set<String> packages() {
        return ALL.stream()
                .flatMap(arrow -> List.of(arrow.from(), arrow.to()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a package may know: itself, the errors, and whatever its arrows lead to. */
    static Set<String> reachableFrom(String name) {
        Set<String> reached = new TreeSet<>(Set.of(ERRORS));
        follow(name, reached);
        return reached;
    }

    private static void follow(String name, Set<String> reached) {
        if (reached.add(name)) {
            ALL.stream().filter(arrow -> arrow.from().equals(name)).forEach(arrow -> follow(arrow.to(), reached));
        }
    }
}
