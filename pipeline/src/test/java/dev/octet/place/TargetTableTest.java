package dev.octet.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.affine.QuantizedType;
import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;
import dev.octet.error.OctetException;
import dev.octet.graph.Operator;
import dev.octet.place.OperatorRule.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetTableTest {
    static List<Target> targets() {
        return TargetTable.TARGETS;
    }

    @Test
    void everyTargetHasANameOfItsOwn() {
        assertThat(TargetTable.TARGETS).extracting(Target::name).doesNotHaveDuplicates();
        assertThat(TargetTable.TARGETS)
                .allSatisfy(
                        target -> assertThat(TargetTable.named(target.name())).isSameAs(target));
    }

    @Test
    void anUnknownNameIsRefusedWithTheNamesThatExist() {
        assertThatThrownBy(() -> TargetTable.named("x86"))
                .isInstanceOf(OctetException.class)
                .hasMessage(
                        "Expected a target out of x86-64-vnni, x86-64-avx2, arm64, generic, tensorrt, qnn, qnn-16, fbgemm, qnnpack, got 'x86'");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyFusedOperatorHasAnEntryInTheOperatorTable(Target target) {
        assertThat(target.fusions())
                .extracting(Fusion::operator)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(target.fusions())
                .allSatisfy(fusion -> assertThat(OperatorTable.find(new Operator(Operator.ONNX, fusion.operator())))
                        .isPresent()
                        .get()
                        .extracting(OperatorRule::role)
                        .isNotEqualTo(Role.LIMIT));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aFloatResultIsLeftWhereTheOperatorTableLeavesIt(Target target) {
        for (Fusion fusion : target.fusions()) {
            Spec result = OperatorTable.find(new Operator(Operator.ONNX, fusion.operator()))
                    .orElseThrow()
                    .output(0);
            assertThat(fusion.result() == Fusion.Result.UNTOUCHED)
                    .as(fusion.operator())
                    .isEqualTo(result instanceof Spec.Untouched);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void weightsAreSymmetricSoThatTheirZeroPointsAgree(Target target) {
        assertThat(target.weight().symmetry()).isEqualTo(Symmetry.SYMMETRIC);
        assertThat(target.weight().type()).isEqualTo(QuantizedType.INT8);
        // The lowest code has to stand for 0 after a Relu, or ONNX Runtime would keep the Relu and leave the node
        // float.
        if (target.conventions().onnxRuntime()) {
            assertThat(target.activation().symmetry()).isEqualTo(Symmetry.ASYMMETRIC);
        }
    }

    @Test
    void armTakesSignedActivationsAndX86Unsigned() {
        assertThat(TargetTable.named("arm64").activation()).isEqualTo(Scheme.INT8_ASYMMETRIC);
        assertThat(TargetTable.named("x86-64-vnni").activation()).isEqualTo(Scheme.UINT8_ASYMMETRIC);
    }

    @Test
    void weightsUseSevenBitsWhereSumsOfPairsSaturate() {
        assertThat(TargetTable.named("x86-64-avx2").weight().highest()).isEqualTo(64);
        assertThat(TargetTable.named("generic").weight().highest()).isEqualTo(64);
        assertThat(TargetTable.named("x86-64-vnni").weight().highest()).isEqualTo(127);
        assertThat(TargetTable.named("arm64").weight().highest()).isEqualTo(127);
    }
}
