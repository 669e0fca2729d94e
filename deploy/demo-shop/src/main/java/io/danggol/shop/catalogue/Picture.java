package io.danggol.shop.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Draws products: each kind has a drawing of its own in `pictures/`, coloured for the product and set on one of a few
/// grounds.
///
/// A drawing is SVG on a field of 400 × 400, with {main}, {light}, {dark}, {paper} and {accent} for the product's
/// colours.
public final class Picture {
    private static final Map<String, String> DRAWINGS = new ConcurrentHashMap<>();

    private Picture() {}

    /// The product's picture as an SVG document; the same for the same product.
    public static String of(Product product) {
        var main = product.colours().getFirst();
        var paper = product.colours().get(1);
        var drawing = DRAWINGS.computeIfAbsent(product.picture(), Picture::drawing)
                .replace("{main}", main)
                .replace("{light}", mixed(main, "#ffffff", 0.35))
                .replace("{dark}", mixed(main, "#201812", 0.28))
                .replace("{paper}", paper)
                .replace("{accent}", product.colours().get(2));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img">\
                <rect width="400" height="400" fill="%s"/>%s%s</svg>
                """.formatted(
                        paper, ground(product.id(), mixed(paper, main, 0.13), mixed(paper, "#ffffff", 0.65)), drawing);
    }

    /// What stands behind the drawing: an arch, a sun, a hill or a window, by the product's id.
    private static String ground(String id, String tint, String glow) {
        return switch (Math.floorMod(id.hashCode(), 4)) {
            case 0 ->
                "<path d='M70 400V200a130 130 0 0 1 260 0v200z' fill='%s'/>".formatted(tint)
                        + "<circle cx='318' cy='82' r='26' fill='%s'/>".formatted(glow);
            case 1 ->
                "<circle cx='200' cy='190' r='145' fill='%s'/>".formatted(tint)
                        + "<circle cx='90' cy='80' r='14' fill='%s'/>".formatted(glow);
            case 2 ->
                "<path d='M0 300c80-60 150-60 220-20s120 40 180-10v130H0z' fill='%s'/>".formatted(tint)
                        + "<circle cx='300' cy='95' r='44' fill='%s'/>".formatted(glow);
            default ->
                "<rect x='62' y='48' width='276' height='300' rx='26' fill='%s'/>".formatted(tint)
                        + "<path d='M62 310h276v12a26 26 0 0 1-26 26H88a26 26 0 0 1-26-26z' fill='%s'/>"
                                .formatted(glow);
        };
    }

    private static String drawing(String name) {
        try (var file = Picture.class.getResourceAsStream("pictures/" + name + ".svg")) {
            if (file == null) throw new IllegalArgumentException("no drawing: " + name);
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `share` of `other` in `colour`, each `#rrggbb`.
    private static String mixed(String colour, String other, double share) {
        var mixed = new StringBuilder("#");
        for (var at = 1; at < 7; at += 2) {
            var one = Integer.parseInt(colour.substring(at, at + 2), 16);
            var two = Integer.parseInt(other.substring(at, at + 2), 16);
            mixed.append("%02x".formatted(Math.round(one + (two - one) * share)));
        }
        return mixed.toString();
    }
}
