package io.danggol.bench.replay;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// A recorded shop's file: comma separated, names in the first line, gzipped or not.
///
/// @param digest the first 12 hexadecimal digits of the SHA-256 of its bytes as they lie there
record ShopFile(Path path, ShopFormat format, String digest) {
    private static final int GZIP_MAGIC = 0x1f8b;

    static ShopFile of(Path path) throws IOException {
        if (!Files.isRegularFile(path)) throw new IllegalArgumentException(path + ": no such file");
        try (var reader = new BufferedReader(new InputStreamReader(open(path), StandardCharsets.UTF_8))) {
            var names = reader.readLine();
            if (names == null) throw new IllegalArgumentException(path + ": empty");
            var format = ShopFormat.of(
                    List.of(names.strip().split(",")), path.getFileName().toString());
            return new ShopFile(path, format, digestOf(path));
        }
    }

    /// Hands the events to `use` in the file's order; the file is read as they are taken.
    void read(EventUse use) throws IOException {
        var schema = CsvSchema.emptySchema().withHeader();
        var csv = CsvMapper.builder().enable(CsvParser.Feature.TRIM_SPACES).build();
        try (MappingIterator<Map<String, String>> cells =
                csv.readerForMapOf(String.class).with(schema).readValues(open(path))) {
            use.accept(format.events(new Rows(cells), digest));
        }
    }

    /// What is done with the events of a file.
    interface EventUse {
        void accept(Iterator<ShopEvent> events) throws IOException;
    }

    private static final class Rows implements Iterator<ShopFormat.Row> {
        private final Iterator<Map<String, String>> cells;
        private long line = 1;

        private Rows(Iterator<Map<String, String>> cells) {
            this.cells = cells;
        }

        @Override
        public boolean hasNext() {
            return cells.hasNext();
        }

        @Override
        public ShopFormat.Row next() {
            return new ShopFormat.Row(++line, cells.next());
        }
    }

    private static InputStream open(Path path) throws IOException {
        var bytes = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        bytes.mark(2);
        var magic = bytes.read() << 8 | bytes.read();
        bytes.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }

    private static String digestOf(Path path) throws IOException {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            try (var bytes = new DigestInputStream(Files.newInputStream(path), sha)) {
                bytes.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
