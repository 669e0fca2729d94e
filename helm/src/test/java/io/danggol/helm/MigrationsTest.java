package io.danggol.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// While an upgrade rolls, replicas of the old version work on the new schema. So a migration only adds; what nobody
/// needs any more goes with a later release, by a migration whose first line is `-- contract: unused since 1.4`.
class MigrationsTest {
    private static final Path ROOT = Chart.FOLDER.resolve("../..").normalize();
    private static final String CONTRACTS = "-- contract: unused since ";

    /// Those that nobody has upgraded through: the first release comes with them.
    private static final Set<String> BEFORE_THE_FIRST_RELEASE =
            Set.of("segment-service/src/main/resources/db/migration/V2__rfm_measured_at.sql");

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
    private static final Pattern TAKES_AWAY = Pattern.compile("""
            \\bdrop\\s+(table|column|constraint|schema|type|view|function|default)\\b\
            |\\brename\\b|\\btruncate\\b\
            |\\balter\\s+(column\\s+)?\\w+\\s+(set\\s+data\\s+)?type\\b\
            |\\bset\\s+not\\s+null\\b\
            |\\badd\\s+constraint\\b(?!.*\\bnot\\s+valid\\b)\
            |\\badd\\s+(column\\s+)?(if\\s+not\\s+exists\\s+)?\\w+\\s+\\w+[^,;]*\\bnot\\s+null\\b(?![^,;]*\\bdefault\\b)""");

    static List<Path> migrations() throws IOException {
        try (var services = Files.list(ROOT)) {
            return services.map(service -> service.resolve("src/main/resources/db"))
                    .filter(Files::isDirectory)
                    .flatMap(MigrationsTest::files)
                    .filter(file -> !file.getFileName().toString().startsWith("V1_"))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void aMigrationLeavesWhatTheVersionBeforeNeeds(Path migration) throws IOException {
        if (BEFORE_THE_FIRST_RELEASE.contains(migration.toString())) return;
        assertThat(takesAway(Files.readString(ROOT.resolve(migration)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table t drop column c;",
                "drop table t;",
                "alter table t rename to u;",
                "ALTER TABLE t\n  RENAME COLUMN a TO b;",
                "alter table t alter column c type bigint;",
                "alter table t alter c set data type text;",
                "alter table t alter column c set not null;",
                "alter table t add column c int not null;",
                "alter table t add c text not null, add d text;",
                "alter table t add constraint positive check (c > 0);",
                "truncate t;"
            })
    void whatTakesSomethingAwayIsFound(String sql) {
        assertThat(takesAway(sql)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table t add column c int;",
                "alter table t add column c int not null default 0;",
                "create table t (id uuid primary key, c text not null);",
                "create index on t (c); -- drop table t",
                "alter table t alter column c drop not null;",
                "alter table t add constraint positive check (c > 0) not valid;",
                "update t set c = 0;",
                "-- contract: unused since 1.4\nalter table t drop column c;"
            })
    void whatOnlyAddsIsLetThrough(String sql) {
        assertThat(takesAway(sql)).isEmpty();
    }

    @Test
    void thereAreMigrations() throws IOException {
        assertThat(migrations()).hasSizeGreaterThan(4);
    }

    private static List<String> takesAway(String sql) {
        if (sql.startsWith(CONTRACTS)) return List.of();
        return Stream.of(COMMENT.matcher(sql)
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\s+", " ")
                        .split(";"))
                .filter(statement -> TAKES_AWAY.matcher(statement).find())
                .map(String::strip)
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql")).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
