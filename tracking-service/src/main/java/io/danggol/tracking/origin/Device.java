package io.danggol.tracking.origin;

/// The class of device that a `User-Agent` speaks of. The header itself is never kept.
public enum Device {
    MOBILE("mobile"),
    TABLET("tablet"),
    DESKTOP("desktop");

    private final String label;

    Device(String label) {
        this.label = label;
    }

    /// How messages name it.
    public String label() {
        return label;
    }

    /// Null when the header is absent or empty.
    public static Device of(String userAgent) {
        if (userAgent == null || userAgent.isBlank()) return null;
        if (userAgent.contains("iPad") || userAgent.contains("Tablet")) return TABLET;
        if (userAgent.contains("Android") && !userAgent.contains("Mobile")) return TABLET;
        return userAgent.contains("Mobi") || userAgent.contains("iPhone") || userAgent.contains("Android")
                ? MOBILE
                : DESKTOP;
    }
}
