package io.danggol.reachability.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.stream.StreamSupport;

/// Has each call of a [Target] tell [Reached], in every class that does not belong to the JDK. What the JDK itself
/// reaches, a native build knows.
final class Weaver implements ClassFileTransformer {
    /// Before its method `doStart` runs what a native build runs, and what it reaches there it needs no more.
    private static final String APPLICATION = "io/quarkus/runner/ApplicationImpl";

    private static final ClassDesc REACHED = ClassDesc.of(Reached.class.getName());

    @Override
    public byte[] transform(
            Module module, ClassLoader loader, String name, Class<?> old, ProtectionDomain domain, byte[] bytes) {
        if (loader == null || loader == ClassLoader.getPlatformClassLoader() || isProxy(name)) return null;
        try {
            return woven(loader, name, bytes);
        } catch (RuntimeException | LinkageError e) {
            Reached.unknown(name, e);
            return null;
        }
    }

    private static byte[] woven(ClassLoader loader, String name, byte[] bytes) {
        var file = ClassFile.of(ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
        var model = file.parse(bytes);
        if (APPLICATION.equals(name)) return file.transformClass(model, beginning());
        if (!reaches(model)) return null;
        var caller = model.thisClass().asInternalName().replace('/', '.');
        return file.transformClass(
                model, ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(() -> new CallSites(caller))));
    }

    private static boolean reaches(ClassModel model) {
        return StreamSupport.stream(model.constantPool().spliterator(), false)
                .anyMatch(entry -> entry instanceof MemberRefEntry member
                        && Target.of(
                                        member.owner().asInternalName(),
                                        member.name().stringValue(),
                                        member.type().stringValue())
                                != null);
    }

    /// A build makes the classes of proxies itself.
    private static boolean isProxy(String name) {
        return name.substring(name.lastIndexOf('/') + 1).startsWith("$Proxy");
    }

    private static ClassTransform beginning() {
        return ClassTransform.transformingMethodBodies(
                method -> method.methodName().equalsString("doStart"), CodeTransform.ofStateful(Beginning::new));
    }

    private static final class Beginning implements CodeTransform {
        @Override
        public void atStart(java.lang.classfile.CodeBuilder code) {
            code.invokestatic(REACHED, "begin", MethodTypeDesc.of(ConstantDescs.CD_void));
        }

        @Override
        public void accept(java.lang.classfile.CodeBuilder code, java.lang.classfile.CodeElement element) {
            code.with(element);
        }
    }
}
