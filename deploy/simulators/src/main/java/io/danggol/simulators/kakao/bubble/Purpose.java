package io.danggol.simulators.kakao.bubble;

/// What a content is checked for: to be sent as it is, or to be registered with `#{variables}`.
public enum Purpose {
    SEND(1000),
    TEMPLATE(500);

    private final int linkLength;

    Purpose(int linkLength) {
        this.linkLength = linkLength;
    }

    int linkLength() {
        return linkLength;
    }
}
