package io.danggol.local.server;

import io.danggol.local.process.Folders;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Server programs from the class path, unpacked once into a folder that carries their jar's name and so their version.
public final class Binaries {
    private interface Unpacking {
        void into(InputStream resource, Path folder) throws IOException;
    }

    private final Path tools;

    /// @param tools the folder that takes the unpacked programs, one folder a jar
    public Binaries(Path tools) {
        this.tools = tools;
    }

    /// The folder of an unpacked `.txz` resource.
    Path archive(String resource) throws IOException {
        return unpacked(resource, Binaries::untar);
    }

    /// The path of a single program.
    Path program(String resource) throws IOException {
        return unpacked(resource, (in, folder) -> {
                    var program = folder.resolve(resource);
                    Files.copy(in, program);
                    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
                })
                .resolve(resource);
    }

    /// One thread of one process at a time: the file lock is for other processes.
    private synchronized Path unpacked(String resource, Unpacking unpacking) throws IOException {
        var url = Binaries.class.getClassLoader().getResource(resource);
        if (url == null) throw new FileNotFoundException("no server program for this machine: " + resource);
        var folder = tools.resolve(jarName(url));
        Files.createDirectories(tools);
        try (var channel =
                        FileChannel.open(tools.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!Files.exists(folder) && lock.isValid()) unpack(url, folder, unpacking);
        }
        return folder;
    }

    /// First beside, then moved: a folder of the final name is whole.
    private static void unpack(URL url, Path folder, Unpacking unpacking) throws IOException {
        var beside = folder.resolveSibling(folder.getFileName() + ".part");
        Folders.delete(beside);
        Files.createDirectories(beside);
        try (var in = new BufferedInputStream(url.openStream(), 1 << 16)) {
            unpacking.into(in, beside);
        }
        Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void untar(InputStream resource, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(resource))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) throw new IOException("entry outside its archive: " + entry.getName());
                Files.createDirectories(entry.isDirectory() ? target : target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    Files.copy(tar, target);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }

    private static String jarName(URL url) {
        var path = url.getPath();
        var jar = path.substring(0, path.indexOf(".jar!"));
        return jar.substring(jar.lastIndexOf('/') + 1);
    }
}
