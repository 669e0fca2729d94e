package io.danggol.segment.membership;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A profile's memberships as few bytes, in the order of the segments' keys. The first byte is the format, 1.
final class MembershipCodec {
    private static final int FORMAT = 1;
    private static final int MEMBER = 1;
    private static final int OCCURRENCE = 2;
    private static final int RECHECK = 4;

    private MembershipCodec() {}

    static byte[] encode(Map<String, Membership> memberships) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeShort(memberships.size());
            for (var entry : new TreeMap<>(memberships).entrySet()) {
                var membership = entry.getValue();
                out.writeUTF(entry.getKey());
                out.writeByte((membership.member() ? MEMBER : 0)
                        | (membership.occurrence().isPresent() ? OCCURRENCE : 0)
                        | (membership.recheckAt().isPresent() ? RECHECK : 0));
                out.writeLong(micros(membership.since()));
                out.writeLong(membership.revision());
                if (membership.occurrence().isPresent())
                    out.writeUTF(membership.occurrence().get());
                if (membership.recheckAt().isPresent())
                    out.writeLong(micros(membership.recheckAt().get()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Map<String, Membership> decode(byte[] bytes) {
        var memberships = new TreeMap<String, Membership>();
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var format = in.readByte();
            if (format != FORMAT)
                throw new IllegalArgumentException("format: " + format + " (expected: " + FORMAT + ")");
            var size = in.readUnsignedShort();
            for (var i = 0; i < size; i++) {
                var segment = in.readUTF();
                var flags = in.readByte();
                var since = instant(in.readLong());
                var revision = in.readLong();
                var occurrence = (flags & OCCURRENCE) != 0 ? Optional.of(in.readUTF()) : Optional.<String>empty();
                var recheckAt =
                        (flags & RECHECK) != 0 ? Optional.of(instant(in.readLong())) : Optional.<Instant>empty();
                memberships.put(segment, new Membership((flags & MEMBER) != 0, since, occurrence, revision, recheckAt));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return memberships;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
