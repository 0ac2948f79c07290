package dev.octet.compare.gate;

import dev.octet.compare.Comparison;
import dev.octet.error.OctetException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that is asked of a comparison.
 *
 * @param rule which figure, and which side of the limit is right
 * @param subject the metric or output it is asked of; empty for all outputs, or the whole model
 * @param limit the limit
 */
public record Criterion(GateRule rule, Optional<String> subject, Limit limit) {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<subject>.+)=)?(?<value>[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?) ?(?<unit>%|[A-Za-z]*)");

    /**
     * Reads what a user wrote: {@code top1=0.5pt}, {@code 20}, {@code logits=20dB}.
     *
     * @throws OctetException of kind CONFIGURATION if it has another form, or lacks or has a subject wrongly
     */
    public static Criterion parse(GateRule rule, String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw OctetException.configuration("Expected %s, got '%s'".formatted(rule.form(), text));
        }
        Optional<String> subject = Optional.ofNullable(parts.group("subject")).map(String::strip);
        rule.requireSubject(subject, text);
        return new Criterion(rule, subject, new Limit(new BigDecimal(parts.group("value")), parts.group("unit")));
    }

    /**
     * Judges a comparison.
     *
     * @throws OctetException of kind CONFIGURATION if it does not hold what the criterion is about
     */
    public Verdict judge(Comparison comparison) {
        Measured measured = rule.measure(comparison, this);
        String criterion = measured.subject().isEmpty() ? rule.option() : rule.option() + " " + measured.subject();
        return new Verdict(
                criterion,
                rule.bound(),
                limit,
                measured.value(),
                measured.interval(),
                measured.unit(),
                rule.bound().holds(measured.value(), limit.value().doubleValue()));
    }

    /** As a user would write it. */
    @Override
    public String toString() {
        return "--%s %s%s%s"
                .formatted(
                        rule.option(),
                        subject.map(name -> name + "=").orElse(""),
                        limit.value().toPlainString(),
                        limit.unit());
    }
}
