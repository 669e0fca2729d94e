package io.danggol.local.process;

import java.util.Locale;

/// What the machine is: decides which server binaries fit.
public final class Machine {
    private Machine() {}

    /// `linux` or `darwin`.
    public static String os() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    /// `amd64` or `arm64`.
    public static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64", "arm64" -> "arm64";
            default -> "amd64";
        };
    }
}
