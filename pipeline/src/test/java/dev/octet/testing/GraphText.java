package dev.octet.testing;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;

/**
 * A text form of graphs, for tests to show what they are about.
 *
 * <pre>{@code
 * ir 8                                     # header lines, optional: ir 8 and opset 17 where left out
 * opset 13
 * opset com.microsoft 1
 * graph main                               # the graph's name
 * x: float[N,2,4,?]                        # an input; named and unknown dimensions; float alone: rank not known
 * s: float[1] = {0.5}                      # an input with a default: an overridable initializer
 * W = random[3,2,3,3]                      # float initializers in [-1, 1), seeded by their name
 * gamma, beta = random[3]; v = positive[3] # in [0.5, 1.5)
 * b = values[3] {1, 2, 3}                  # float elements; a single element fills the shape
 * axes = int64[2] {1, -1}                  # any element type: float16, uint8, int4, bool, string ...
 * h = float16[3] random
 * c = Conv(x, W) {pads=[1,1,1,1]}          # a node
 * [norm] y, , m = com.microsoft.Foo(c, , W) {alpha=0.5, mode="linear", value=int64[1] {3}}
 * z = If(flag) {then_branch={t = Relu(c); return t}, else_branch={e = Neg(c); return e}}
 * note c: float[N,3,4,4]                   # a type noted for a value in between
 * return y, z: float[3]                    # outputs; their types are optional
 * }</pre>
 *
 * <p>Statements end with the line or a semicolon. Names with other signs than letters, digits and {@code _/.$@+*?-} are
 * quoted. An attribute is a float if it has a point or an exponent, else an integer; {@code floats []} and
 * {@code strings []} are the empty lists of those types.
 */
public final class GraphText {
    private GraphText() {}

    /**
     * The model that a text describes.
     *
     * @throws IllegalArgumentException if the text is not in this form; the message names the line
     */
    public static Model parse(String text) {
        ParsedText parsed = new GraphParser(text).parse();
        if (!parsed.openInitializers().isEmpty()) {
            throw new IllegalArgumentException("Initializers without elements: " + parsed.openInitializers());
        }
        return parsed.model();
    }

    /** What a text describes as an expectation, in which initializers need no elements. */
    static ParsedText parseExpectation(String text) {
        return new GraphParser(text).parse();
    }

    /** The graph as a text that parses back, with every element of every tensor. */
    public static String print(Graph graph) {
        return new GraphPrinter(Integer.MAX_VALUE).print(graph);
    }

    /** The model as a text that parses back. Functions and metadata have no text form and are left out. */
    public static String print(Model model) {
        return new GraphPrinter(Integer.MAX_VALUE).print(model);
    }

    /** As {@link #print(Model)}, but elements of tensors with more than 16 elements are left out. */
    public static String summary(Model model) {
        return new GraphPrinter(16).print(model);
    }
}
