package io.danggol.reachability.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// Rewrites one method: before or after each call of a [Target], [Reached] is told.
final class CallSites implements CodeTransform {
    private static final ClassDesc REACHED = ClassDesc.of(Reached.class.getName());
    private static final MethodTypeDesc ONE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_String);
    private static final MethodTypeDesc TWO = MethodTypeDesc.of(
            ConstantDescs.CD_void, ConstantDescs.CD_Object, ConstantDescs.CD_Object, ConstantDescs.CD_String);

    private final String caller;

    /// How many operands, the topmost of the stack, are known to whoever reads the class file.
    private int constants;

    CallSites(String caller) {
        this.caller = caller;
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        var target = element instanceof InvokeInstruction call ? Target.of(call) : null;
        if (target == null) {
            code.with(element);
        } else {
            var call = (InvokeInstruction) element;
            var operands = operands(call);
            var site = target.kind() + "\t" + caller + "\t" + (constants >= operands.size() ? "constant" : "");
            if (target.shown().isEmpty()) tellResult(code, call, site);
            else tellOperands(code, call, operands, target.shown(), site);
        }
        count(element);
    }

    private static void tellResult(CodeBuilder code, InvokeInstruction call, String site) {
        code.with(call).dup().ldc(site).invokestatic(REACHED, "tell", ONE);
    }

    private static void tellOperands(
            CodeBuilder code, InvokeInstruction call, List<TypeKind> operands, List<Integer> shown, String site) {
        var slots = operands.stream().map(code::allocateLocal).toList();
        for (var i = operands.size() - 1; i >= 0; i--) code.storeLocal(operands.get(i), slots.get(i));
        for (var each : shown) code.aload(slots.get(each));
        code.ldc(site).invokestatic(REACHED, "tell", shown.size() == 1 ? ONE : TWO);
        for (var i = 0; i < operands.size(); i++) code.loadLocal(operands.get(i), slots.get(i));
        code.with(call);
    }

    private static List<TypeKind> operands(InvokeInstruction call) {
        var operands = new ArrayList<TypeKind>();
        if (call.opcode() != Opcode.INVOKESTATIC) operands.add(TypeKind.REFERENCE);
        call.typeSymbol().parameterList().forEach(type -> operands.add(TypeKind.from(type)));
        return operands;
    }

    private void count(CodeElement element) {
        switch (element) {
            case ConstantInstruction _ -> constants++;
            case NewReferenceArrayInstruction _ when constants > 0 -> {} // a length becomes an array
            case ArrayStoreInstruction _ when constants > 3 -> constants -= 3;
            case StackInstruction stack when stack.opcode() == Opcode.DUP && constants > 0 -> constants++;
            case FieldInstruction field when isPrimitiveType(field) -> constants++;
            case Instruction _, LabelTarget _ -> constants = 0;
            default -> {}
        }
    }

    private static boolean isPrimitiveType(FieldInstruction field) {
        return field.opcode() == Opcode.GETSTATIC
                && field.name().equalsString("TYPE")
                && field.owner().asInternalName().startsWith("java/lang/");
    }
}
