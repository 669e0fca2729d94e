package io.danggol.simulators.mail;

import io.danggol.simulators.mail.smtp.Envelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The mailbox of everybody: one `.eml` file a mail, the envelope prepended as the trace headers that a real server
/// writes (Return-Path, Delivered-To, Received). Thread-safe.
final class Mails {
    private static final Pattern FILE = Pattern.compile("(\\d{13})-(\\d{6})\\.eml");
    private static final Pattern OLD_AUTHOR = Pattern.compile("([^\\s<>()]+@[^\\s<>()]+) \\((.+)\\)");
    private static final String RECEIVED_BY = "by danggol mail simulator with ESMTP";

    private final Path folder;
    private final Clock clock;
    private final TreeMap<String, Mail> mails = new TreeMap<>();
    private int next = 1;

    Mails(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> FILE.matcher(file.getFileName().toString()).matches())
                        .forEach(this::know);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keeps a mail; it is on disk, under its final name, when this returns.
    void keep(Envelope envelope, byte[] source) {
        var now = clock.instant();
        var file = folder.resolve("%013d-%06d.eml".formatted(now.toEpochMilli(), number()));
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            var whole = new ByteArrayOutputStream();
            whole.writeBytes(trace(envelope, now).getBytes(StandardCharsets.UTF_8));
            whole.writeBytes(source);
            Files.write(part, whole.toByteArray());
            var mail = mail(file, whole.toByteArray());
            synchronized (this) {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                mails.put(mail.id(), mail);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized int number() {
        return next++;
    }

    private static String trace(Envelope envelope, Instant at) {
        var trace = new StringBuilder("Return-Path: <" + envelope.from() + ">\r\n");
        for (var to : envelope.to()) trace.append("Delivered-To: ").append(to).append("\r\n");
        return trace.append("Received: from ")
                .append(envelope.helo())
                .append("\r\n ")
                .append(RECEIVED_BY)
                .append(";\r\n ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)))
                .append("\r\n")
                .toString();
    }

    private void know(Path file) {
        try {
            var mail = mail(file, Files.readAllBytes(file));
            mails.put(mail.id(), mail);
            next = Math.max(next, Integer.parseInt(mail.id().substring(14)) + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mail mail(Path file, byte[] source) {
        var id = file.getFileName().toString().replace(".eml", "");
        var content = MailReader.read(source);
        var returnPath = content.header("Return-Path");
        return new Mail(
                id,
                Instant.ofEpochMilli(Long.parseLong(id.substring(0, 13))),
                returnPath.substring(1, returnPath.length() - 1),
                author(content.header("From")),
                content.headers().getOrDefault("Delivered-To", List.of()),
                content.header("Subject"),
                file);
    }

    /// `Name <address>`, also where the mail has the old form `address (Name)`.
    private static String author(String from) {
        var old = OLD_AUTHOR.matcher(from);
        return old.matches() ? old.group(2) + " <" + old.group(1) + ">" : from;
    }

    /// Newest first.
    synchronized List<Mail> list(Predicate<Mail> of) {
        return mails.descendingMap().values().stream().filter(of).toList();
    }

    synchronized Optional<Mail> get(String id) {
        return Optional.ofNullable(mails.get(id));
    }

    byte[] source(Mail mail) {
        try {
            return Files.readAllBytes(mail.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void delete(List<Mail> some) {
        for (var mail : some) {
            try {
                Files.deleteIfExists(mail.file());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            mails.remove(mail.id());
        }
    }
}
