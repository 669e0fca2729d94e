package io.danggol.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runner.ApplicationImpl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
    private static final String CALLER = " by io.quarkus.runner.ApplicationImpl$";
    private static final String AIM = ApplicationImpl.Aim.class.getName();

    @TempDir
    Path folder;

    @Test
    void writesDownWhatAnApplicationReachesOnceItRuns() throws Exception {
        var option = AgentJar.write(folder.resolve("agent.jar"), folder.resolve("reached"));
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ApplicationImpl.class.getName())
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();

        assertThat(Reach.readAll(folder.resolve("reached")))
                .extracting(Reach::toString)
                .containsExactlyInAnyOrder(
                        "type " + AIM + CALLER + "Later",
                        "member " + AIM + "#<init>" + CALLER + "Later",
                        "member " + AIM + "#method()" + CALLER + "Later",
                        "member " + AIM + "#method()" + CALLER + "Later (constant)",
                        "member " + AIM + "#field" + CALLER + "Later",
                        "handle java.lang.Object#toString()" + CALLER + "Later",
                        "accessor " + AIM + "#field" + CALLER + "Later",
                        "resource io/quarkus/runner/near.txt" + CALLER + "Later",
                        "resource far/away.txt" + CALLER + "Later",
                        "type java.util.TreeMap" + CALLER + "Later",
                        "bundle words" + CALLER + "Later",
                        "service java.lang.Runnable" + CALLER + "Later (constant)",
                        "proxy java.lang.Runnable,java.lang.AutoCloseable" + CALLER + "Later",
                        "type java.util.ArrayList" + CALLER + "Early in <clinit> of " + ApplicationImpl.class.getName()
                                + "$Early",
                        "member java.util.ArrayList#<init>" + CALLER + "Early in <clinit> of "
                                + ApplicationImpl.class.getName() + "$Early");
    }
}
