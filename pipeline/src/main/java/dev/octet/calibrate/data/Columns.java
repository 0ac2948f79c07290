package dev.octet.calibrate.data;

import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A choice of columns.
 *
 * @param indexes their places from 0, in the order asked for; empty where nothing was asked for
 */
record Columns(List<Integer> indexes) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    /**
     * Finds what was asked for: names of the header, numbers from 1, or stretches of them such as {@code 2-785}.
     *
     * @param width number of columns of the first row
     * @throws OctetException of kind CONFIGURATION if there is no such column
     */
    static Columns of(List<String> asked, List<String> header, int width) {
        List<Integer> indexes = new ArrayList<>();
        for (String one : asked) {
            Matcher numbers = NUMBERS.matcher(one);
            if (header.contains(one)) {
                indexes.add(header.indexOf(one));
            } else if (numbers.matches()) {
                int first = Integer.parseInt(numbers.group(1));
                int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
                for (int number = first; number <= last; number++) {
                    indexes.add(checked(number, width) - 1);
                }
            } else {
                throw OctetException.configuration("There is no column '%s'%s The columns are %s"
                        .formatted(
                                one,
                                NearestName.hint(one, header),
                                header.isEmpty() ? "without names, 1 to " + width : header.toString()));
            }
        }
        return new Columns(List.copyOf(indexes));
    }

    private static int checked(int number, int width) {
        if (number < 1 || number > width) {
            throw OctetException.configuration("There is no column %d; there are 1 to %d".formatted(number, width));
        }
        return number;
    }

    /** These, or the first column where nothing was asked for. */
    Columns orFirst() {
        return indexes.isEmpty() ? new Columns(List.of(0)) : this;
    }
}
