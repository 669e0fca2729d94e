package io.danggol.simulators.kakao.image;

import java.util.Arrays;
import java.util.Optional;

/// The formats that the provider takes, told by their first bytes. The names are file endings.
public enum ImageFormat {
    jpg("image/jpeg", (byte) 0xff, (byte) 0xd8, (byte) 0xff),
    png("image/png", (byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G');

    private final String contentType;
    private final byte[] magic;

    ImageFormat(String contentType, byte... magic) {
        this.contentType = contentType;
        this.magic = magic;
    }

    public String contentType() {
        return contentType;
    }

    static Optional<ImageFormat> of(byte[] bytes) {
        return Arrays.stream(values())
                .filter(format -> bytes.length >= format.magic.length
                        && Arrays.equals(bytes, 0, format.magic.length, format.magic, 0, format.magic.length))
                .findFirst();
    }
}
