package io.danggol.reachability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    @TempDir
    Path folder;

    private Comparison comparison;

    @BeforeEach
    void aServiceAndALibrary() throws IOException {
        Files.writeString(
                folder.resolve("native-image.args"),
                "--features=x --exclude-config excluded \\Q/META-INF/native-image/reflect-config.json\\E -jar app.jar");
        var app = new LinkedHashMap<String, byte[]>();
        app.put("META-INF/native-image/reflect-config.json", bytes("""
                [{"name":"app.Whole","allDeclaredConstructors":true,"allDeclaredMethods":true,"allDeclaredFields":true},
                 {"name":"app.Some","methods":[{"name":"<init>"},{"name":"run"}],"fields":[{"name":"left"}]},
                 {"name":"app.Provider","allPublicConstructors":true}]"""));
        app.put("META-INF/native-image/resource-config.json", bytes("""
                {"bundles":[{"name":"app.Words"}],
                 "resources":{"includes":[{"pattern":"\\\\Qkept.txt\\\\E"},{"pattern":"META-INF/services/app.Kept"}]}}"""));
        app.put("META-INF/native-image/proxy-config.json", bytes("[[\"app.One\",\"app.Two\"]]"));
        app.put("META-INF/services/app.Kept", bytes("app.Provider # ours\n"));
        app.put("META-INF/services/app.Lost", bytes("app.Provider\n"));
        app.put("META-INF/services/app.Unmade", bytes("app.Nobody\n"));
        app.put("kept.txt", bytes("kept"));
        app.put("lost.txt", bytes("lost"));
        for (var bundle : List.of("Words", "Other")) app.put("app/" + bundle + ".properties", bytes(""));
        app.put("io/quarkus/runner/Feature.class", featureNaming("app.late"));
        write("app.jar", app);
        write(
                "lib/library.jar",
                Map.of(
                        "META-INF/native-image/x/y/reachability-metadata.json",
                        bytes("""
                {"reflection":[{"type":"library.Type"},{"type":{"proxy":["library.One"]}}],
                 "resources":[{"glob":"library/**/*.txt"},{"bundle":"library.Words"}]}"""),
                        "library/deep/a.txt",
                        bytes("a")));
        write("lib/excluded.jar", Map.of("META-INF/native-image/reflect-config.json", bytes("""
                [{"name":"excluded.Type"}]""")));
        comparison = new Comparison(
                Registrations.read(folder),
                Allowances.parse("# why\n\nmember\tallowed\\..*#run\\(\\)\tlibrary\\..*\tfor a reason\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type|app.Whole||c||",
                "type|[Lapp.Other;||c||",
                "member|app.Whole|<init>|c||",
                "member|app.Whole|any()|c||",
                "member|app.Whole|any|c||",
                "member|app.Some|<init>|c||",
                "member|app.Some|run()|c||",
                "accessor|app.Some|left|c||",
                "type|library.Type||c||",
                "resource|kept.txt||c||",
                "resource|nobody-has-it.txt||c||",
                "resource|library/deep/a.txt||c||",
                "bundle|app.Words||c||",
                "bundle|library.Words||c||",
                "bundle|nobody.HasIt||c||",
                "service|app.Kept||c||",
                "service|app.Unknown||c||",
                "proxy|app.One,app.Two||c||",
                "proxy|library.One||c||",
                "member|allowed.Type|run()|library.Caller||",
                "type|app.Missing||c|constant|",
                "type|app.Missing||c||app.early.Class"
            })
    void whatIsRegisteredOrSeenByTheBuildItselfIsNotMissing(String line) {
        assertThat(comparison.missing(List.of(reach(line)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type|app.Missing||c||",
                "type|app.Missing||c||app.late.Class",
                "type|excluded.Type||c||",
                "member|allowed.Type|walk()|library.Caller||",
                "member|allowed.Type|run()|other.Caller||",
                "type|allowed.Type||library.Caller||",
                "member|app.Missing|<init>|c||",
                "member|app.Some|walk()|c||",
                "member|app.Some|run|c||",
                "accessor|app.Some|right|c||",
                "handle|app.Provider|any()|c||",
                "resource|lost.txt||c||",
                "bundle|app.Other||c||",
                "service|app.Lost||c|constant|",
                "service|app.Unmade||c||",
                "proxy|app.Two,app.One||c||",
                "unknown|app.Whole||||"
            })
    void whatTheExecutableWouldNotFindIsMissing(String line) {
        assertThat(comparison.missing(List.of(reach(line)))).containsExactly(reach(line));
    }

    @Test
    void aLineOfAnotherFormIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Reach.parse("type\tx"));
        assertThatIllegalArgumentException().isThrownBy(() -> Allowances.parse("type\tx\ty\t"));
    }

    private static Reach reach(String line) {
        return Reach.parse(line.replace('|', '\t'));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] featureNaming(String name) {
        return ClassFile.of()
                .build(
                        ClassDesc.of("io.quarkus.runner.Feature"),
                        type -> type.withMethodBody(
                                "names",
                                MethodTypeDesc.of(ConstantDescs.CD_Object),
                                ClassFile.ACC_STATIC,
                                code -> code.ldc(name).areturn()));
    }

    private void write(String name, Map<String, byte[]> entries) throws IOException {
        var jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }
}
