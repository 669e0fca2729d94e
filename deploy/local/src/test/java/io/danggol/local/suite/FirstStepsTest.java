package io.danggol.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a newcomer is told to do: by the README and by `up`.
class FirstStepsTest {
    private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern COMMAND = Pattern.compile("^(\\./danggol|deploy/\\S+) ?([a-z-]*)", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ko.md"})
    void theReadmesCommandsExistAndStartTheCampaignsBeforeTheClockMoves(String readme) throws IOException {
        var launcher = Files.readString(CHECKOUT.resolve("danggol"));

        var commands = COMMAND.matcher(Files.readString(CHECKOUT.resolve(readme)))
                .results()
                .toList();

        assertThat(commands)
                .extracting(it -> (it.group(1) + " " + it.group(2)).strip())
                .containsSubsequence("./danggol up", Welcome.CAMPAIGNS, "./danggol clock");
        assertThat(commands).allSatisfy(it -> {
            assertThat(CHECKOUT.resolve(it.group(1))).isExecutable();
            if (it.group(1).equals("./danggol")) assertThat(launcher).contains("\n  " + it.group(2));
        });
    }

    @Test
    void upNamesWhatStartsTheMessages(@TempDir Path folder) {
        var text = new Welcome(new Home(CHECKOUT, folder), new Addresses(0), 1).text();

        assertThat(text).contains(Welcome.CAMPAIGNS);
    }

    @Test
    void theShopsFooterAndItsMessagesNameOneSender(@TempDir Path folder) throws IOException {
        var home = new Home(CHECKOUT, folder);
        var settings = new ServiceSettings(home, new Addresses(0), Secrets.of(home)).of("campaign", 1);
        var page = Files.readString(
                CHECKOUT.resolve("deploy/demo-shop/src/main/resources/io/danggol/shop/web/pages/layout.html"));

        var footer = page.substring(page.indexOf("<footer>"), page.indexOf("</footer>"));

        assertThat(List.of("NAME", "EMAIL", "PHONE", "ADDRESS", "OPT_OUT_080"))
                .allSatisfy(word -> assertThat(footer).contains(settings.get("DANGGOL_SHOP_" + word)));
    }
}
