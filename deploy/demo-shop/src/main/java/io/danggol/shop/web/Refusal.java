package io.danggol.shop.web;

/// What the shop refuses on purpose; the message is for the shopper. It carries no stack trace.
final class Refusal extends RuntimeException {
    private final int status;

    Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    static Refusal notFound() {
        return new Refusal(404, "찾으시는 페이지가 없어요.");
    }
}
