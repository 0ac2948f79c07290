package dev.octet.place;

import dev.octet.affine.QuantizedType;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;
import dev.octet.graph.Node;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is to be different about some nodes or one tensor.
 *
 * @param selector what it is about
 * @param floating whether the nodes stay float; of a tensor, the nodes that read it
 * @param perChannel whether weights get parameters for each channel; as all others do if empty
 * @param type the type of the codes; the target's if empty
 * @param symmetric whether zero is the middle code; as the target has it if empty
 * @param narrow whether the lowest code stays unused; as the target has it if empty
 * @param rangeMethod how ranges follow from what calibration saw, as users name it; as for all others if empty
 * @param range the range itself, whatever calibration saw
 */
public record PlacementOverride(
        Selector selector,
        boolean floating,
        Optional<Boolean> perChannel,
        Optional<QuantizedType> type,
        Optional<Boolean> symmetric,
        Optional<Boolean> narrow,
        Optional<String> rangeMethod,
        Optional<Range> range) {
    /** What an override is about. */
    public enum Kind {
        /** Nodes by name. */
        NODE,
        /** Nodes by operator. */
        OPERATOR,
        /** Values and constants by name. */
        TENSOR
    }

    /**
     * Which nodes or tensors.
     *
     * @param kind what is looked at
     * @param pattern the name, in which {@code *} stands for any signs and {@code ?} for one
     */
    public record Selector(Kind kind, String pattern) {
        /** Whether a node is meant by its name or its operator. */
        public boolean matches(Node node) {
            return switch (kind) {
                case NODE -> !node.name().isEmpty() && matchesName(node.name());
                case OPERATOR -> matchesName(node.operator().toString());
                case TENSOR -> false;
            };
        }

        /** Whether a tensor is meant by its name. */
        public boolean matchesTensor(String name) {
            return kind == Kind.TENSOR && matchesName(name);
        }

        /** Whether a name fits the pattern, whatever it is the name of. */
        public boolean matchesName(String name) {
            String expression = pattern.chars()
                    .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                    .collect(Collectors.joining());
            return pattern.equals(name)
                    || Pattern.compile(expression, Pattern.DOTALL).matcher(name).matches();
        }

        /** As {@code node 'conv1'}. */
        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + " '" + pattern + "'";
        }
    }

    /** An override that leaves nodes float. */
    public static PlacementOverride leftFloat(Selector selector) {
        return new PlacementOverride(
                selector,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether a node is to stay float: it is meant itself, or it reads a tensor that is meant. */
    boolean leavesFloat(Node node) {
        return floating && concerns(node);
    }

    /** Whether a node or one of its inputs is meant. */
    boolean concerns(Node node) {
        return selector.matches(node) || node.inputs().stream().anyMatch(selector::matchesTensor);
    }

    /** Whether it changes how values are coded. */
    public boolean changesCodes() {
        return type.isPresent() || symmetric.isPresent() || narrow.isPresent();
    }

    /** The scheme with what this changes. */
    public Scheme change(Scheme scheme) {
        Symmetry symmetry = symmetric
                .map(wanted -> wanted ? Symmetry.SYMMETRIC : Symmetry.ASYMMETRIC)
                .orElse(scheme.symmetry());
        QuantizedType codes = type.orElse(scheme.type());
        return new Scheme(codes, symmetry, narrow.orElse(scheme.narrow()), codes.bits() == 8 && scheme.reduced());
    }
}
