package io.danggol.simulators.kakao.image;

import io.danggol.simulators.kakao.bubble.Bubble;
import io.danggol.simulators.kakao.bubble.Bubble.Picture.Kind;
import io.danggol.simulators.kakao.bubble.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The images that were uploaded, one file each; the file's name holds all that is known of it. Thread-safe.
public final class UploadedImages {

    /// @param seq the provider's number of it, counted from 1
    /// @param name the file name that the uploader gave
    /// @param ratio height divided by width
    public record Image(int seq, Kind kind, ImageFormat format, double ratio, String name, Path file) {
        public byte[] bytes() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final Pattern FILE = Pattern.compile("(\\d+)~(\\w+)~([\\d.]+)~(.*)\\.(jpg|png)");
    private static final double SAME = 0.01;

    private final Path folder;
    private final TreeMap<Integer, Image> images = new TreeMap<>();

    public UploadedImages(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                files.forEach(this::know);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void know(Path file) {
        var name = FILE.matcher(file.getFileName().toString());
        if (!name.matches()) return;
        var image = new Image(
                Integer.parseInt(name.group(1)),
                Kind.valueOf(name.group(2)),
                ImageFormat.valueOf(name.group(5)),
                Double.parseDouble(name.group(3)),
                URLDecoder.decode(name.group(4), StandardCharsets.UTF_8),
                file);
        images.put(image.seq(), image);
    }

    /// Keeps an image.
    ///
    /// @throws Refused if it is no JPG or PNG, over 5 MB, under 500 px wide or of the wrong shape for its kind
    public synchronized Image keep(Kind kind, String name, byte[] bytes) {
        var format = ImageFormat.of(bytes).orElseThrow(Refused::imageType);
        var ratio = Shape.of(kind).check(bytes);
        var seq = images.isEmpty() ? 1 : images.lastKey() + 1;
        var plain = name.length() > 40 ? name.substring(0, 40) : name;
        var file = folder.resolve(
                "%d~%s~%s~%s.%s".formatted(seq, kind, ratio, URLEncoder.encode(plain, StandardCharsets.UTF_8), format));
        try {
            Files.copy(new ByteArrayInputStream(bytes), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        know(file);
        return images.get(seq);
    }

    public synchronized Optional<Image> get(int seq) {
        return Optional.ofNullable(images.get(seq));
    }

    /// Images of these kinds, newest first.
    public synchronized List<Image> list(Collection<Kind> kinds) {
        return images.descendingMap().values().stream()
                .filter(image -> kinds.contains(image.kind()))
                .toList();
    }

    public synchronized void delete(Image image) {
        try {
            Files.deleteIfExists(image.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        images.remove(image.seq());
    }

    public synchronized void reset() {
        List.copyOf(images.values()).forEach(this::delete);
    }

    /// Whether all pictures of a bubble were uploaded, each as the kind that its place needs, and, in a
    /// carousel, are of one shape.
    public synchronized boolean canShow(Bubble bubble) {
        var ratios = new ArrayList<Double>();
        for (var picture : bubble.pictures()) {
            var image = find(picture.url());
            if (image.isEmpty() || image.get().kind() != picture.kind()) return false;
            if (picture.kind() == Kind.CAROUSEL_COMMERCE_IMAGE)
                ratios.add(image.get().ratio());
        }
        return ratios.stream().allMatch(ratio -> Math.abs(ratio - ratios.getFirst()) <= SAME);
    }

    private Optional<Image> find(String url) {
        return UploadUrl.seq(url).flatMap(this::get);
    }
}
