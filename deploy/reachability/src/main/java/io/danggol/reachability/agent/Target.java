package io.danggol.reachability.agent;

import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.Set;

/// Methods of the JDK that reach for something by its name.
///
/// @param kind what is reached: `type`, `member`, `handle`, `accessor`, `resource`, `bundle`, `service` or `proxy`
/// @param owner whose method it is, as a class file says it; null for every class loader
/// @param names its names
/// @param shown which of its operands tell what is reached, the receiver being the first; none if its result does
record Target(String kind, String owner, Set<String> names, List<Integer> shown) {
    private static final String CLASS = "java/lang/Class";
    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
    private static final Set<String> RESOURCES =
            Set.of("getResource", "getResources", "getResourceAsStream", "resources");

    private static final List<Target> ALL = List.of(
            result("type", CLASS, "forName"),
            result("type", LOOKUP, "findClass"),
            result("type", null, "loadClass"),
            result(
                    "member",
                    CLASS,
                    "getConstructor",
                    "getDeclaredConstructor",
                    "getMethod",
                    "getDeclaredMethod",
                    "getField",
                    "getDeclaredField"),
            operands("member", "java/lang/reflect/Method", Set.of("invoke"), 0),
            operands("member", "java/lang/reflect/Constructor", Set.of("newInstance"), 0),
            operands(
                    "member",
                    "java/lang/reflect/Field",
                    Set.of("get", "getBoolean", "getInt", "getLong", "set", "setBoolean", "setInt", "setLong"),
                    0),
            operands(
                    "member",
                    LOOKUP,
                    Set.of("unreflect", "unreflectConstructor", "unreflectGetter", "unreflectSetter"),
                    1),
            operands("handle", CLASS, Set.of("newInstance"), 0),
            operands("handle", LOOKUP, Set.of("findConstructor"), 1),
            operands("handle", LOOKUP, Set.of("findVirtual", "findStatic", "findSpecial"), 1, 2),
            operands(
                    "accessor",
                    LOOKUP,
                    Set.of(
                            "findGetter",
                            "findSetter",
                            "findStaticGetter",
                            "findStaticSetter",
                            "findVarHandle",
                            "findStaticVarHandle"),
                    1,
                    2),
            operands("resource", CLASS, Set.of("getResource", "getResourceAsStream"), 0, 1),
            operands("resource", "java/lang/ClassLoader", Set.of("getSystemResource", "getSystemResourceAsStream"), 0),
            operands("resource", null, RESOURCES, 1),
            operands("bundle", "java/util/ResourceBundle", Set.of("getBundle"), 0),
            operands("service", "java/util/ServiceLoader", Set.of("load"), 0),
            operands("proxy", "java/lang/reflect/Proxy", Set.of("newProxyInstance"), 1));

    private static Target result(String kind, String owner, String... names) {
        return new Target(kind, owner, Set.of(names), List.of());
    }

    private static Target operands(String kind, String owner, Set<String> names, Integer... shown) {
        return new Target(kind, owner, names, List.of(shown));
    }

    /// The target of this call; null if there is none.
    static Target of(InvokeInstruction call) {
        return of(
                call.owner().asInternalName(),
                call.name().stringValue(),
                call.type().stringValue());
    }

    /// The target of a call of this method; null if there is none.
    static Target of(String owner, String name, String descriptor) {
        for (var target : ALL) {
            if (target.names.contains(name)
                    && (target.owner == null ? ofLoader(owner, name, descriptor) : target.owner.equals(owner)))
                return target;
        }
        return null;
    }

    /// Class loaders have many names; what they have in common is what their methods take and give.
    private static boolean ofLoader(String owner, String name, String descriptor) {
        if (owner.equals(CLASS) || !owner.endsWith("ClassLoader")) return false;
        return name.equals("loadClass")
                ? descriptor.equals("(Ljava/lang/String;)Ljava/lang/Class;")
                : descriptor.startsWith("(Ljava/lang/String;)");
    }
}
