package dev.octet.calibrate.array;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a {@code .npy} file: a Python dictionary of {@code descr}, {@code fortran_order} and {@code shape}.
 *
 * <p>Source: NumPy's description of the NPY format, versions 1.0 to 3.0.
 *
 * @param description the element type in NumPy's letters, such as {@code <f4}
 * @param fortranOrder whether the first axis runs fastest
 * @param shape the dimensions
 */
record NpyHeader(String description, boolean fortranOrder, List<Long> shape) {
    private static final Pattern DESCRIPTION = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\sL]*)\\)");

    static NpyHeader parse(String dictionary) throws IOException {
        if (dictionary.contains("'descr': [") || dictionary.contains("'descr':[")) {
            throw new IOException("its elements are records; store one array a file");
        }
        List<Long> shape = new ArrayList<>();
        for (String part : find(SHAPE, "shape", dictionary).split(",", -1)) {
            String digits = part.strip().replace("L", "");
            if (!digits.isEmpty()) {
                shape.add(dimension(digits));
            }
        }
        return new NpyHeader(
                find(DESCRIPTION, "descr", dictionary),
                find(ORDER, "fortran_order", dictionary).equals("True"),
                List.copyOf(shape));
    }

    private static long dimension(String digits) throws IOException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            throw new IOException("its shape has a dimension that cannot be counted: " + digits, tooLarge);
        }
    }

    private static String find(Pattern pattern, String key, String dictionary) throws IOException {
        Matcher matcher = pattern.matcher(dictionary);
        if (!matcher.find()) {
            throw new IOException("its header has no readable '" + key + "'");
        }
        return matcher.group(1);
    }
}
