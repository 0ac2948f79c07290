package dev.octet.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Operator;
import dev.octet.place.OperatorRule.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the table; what single entries do is shown by plans. */
class OperatorTableTest {
    static List<OperatorRule> rules() {
        return OperatorTable.RULES;
    }

    @Test
    void everyOperatorHasOneEntryInAlphabeticalOrder() {
        assertThat(OperatorTable.RULES)
                .extracting(OperatorRule::operator)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void findsOnlyOperatorsOfTheOnnxDomain() {
        assertThat(OperatorTable.find(new Operator("", "Conv"))).isPresent();
        assertThat(OperatorTable.find(new Operator("com.microsoft", "Conv"))).isEmpty();
        assertThat(OperatorTable.find(new Operator("", "Sin"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void derivedParametersComeFromSlotsThatHaveSome(OperatorRule rule) {
        for (Spec spec : rule.inputs()) {
            if (spec instanceof Spec.Bias bias) {
                assertThat(rule.input(bias.input())).isInstanceOf(Spec.Activation.class);
                assertThat(rule.input(bias.weight())).isInstanceOf(Spec.Weight.class);
            }
            assertThat(spec).isNotInstanceOfAny(Spec.SameAs.class, Spec.Fixed.class);
        }
        for (Spec spec : rule.outputs()) {
            if (spec instanceof Spec.SameAs same) {
                assertThat(rule.input(same.input())).isInstanceOf(Spec.Activation.class);
            }
            assertThat(spec).isNotInstanceOfAny(Spec.Weight.class, Spec.Bias.class);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void movementsKeepParametersAndNothingElseDoes(OperatorRule rule) {
        boolean keeps = rule.role() == Role.MOVEMENT || rule.role() == Role.VIEW;
        assertThat(rule.outputs())
                .allSatisfy(spec -> assertThat(spec instanceof Spec.SameAs).isEqualTo(keeps));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void productsHaveAWeight(OperatorRule rule) {
        boolean multiplies = rule.role() == Role.CONVOLUTION || rule.role() == Role.MATRIX_PRODUCT;
        assertThat(rule.inputs().stream().anyMatch(Spec.Weight.class::isInstance))
                .isEqualTo(multiplies);
    }

    @Test
    void slotsBeyondThoseOfTheOperatorAreLeftUntouched() {
        OperatorRule concat = OperatorTable.find(new Operator("", "Concat")).orElseThrow();
        OperatorRule split = OperatorTable.find(new Operator("", "Split")).orElseThrow();
        OperatorRule relu = OperatorTable.find(new Operator("", "Relu")).orElseThrow();
        assertThat(concat.input(7)).isEqualTo(new Spec.Activation());
        assertThat(split.output(7)).isEqualTo(new Spec.SameAs(0));
        assertThat(relu.input(1)).isEqualTo(new Spec.Untouched());
        assertThat(relu.output(1)).isEqualTo(new Spec.Untouched());
    }
}
