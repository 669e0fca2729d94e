package io.danggol.chassis.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Ends the reading of a body that announced no length once it is over the limit. Of what this service receives: an
/// answer to a call of its own has no request around it.
@Provider
@ConstrainedTo(RuntimeType.SERVER)
class BodyCount implements ReaderInterceptor {
    private final BodyLimits limits;
    private final RoutingContext call;

    BodyCount(BodyLimits limits, RoutingContext call) {
        this.limits = limits;
        this.call = call;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (call.request().getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
            context.setInputStream(new Counted(context.getInputStream()));
        }
        return context.proceed();
    }

    private final class Counted extends FilterInputStream {
        private final long limit;
        private long left;

        Counted(InputStream in) {
            super(in);
            limit = limits.of(call.normalizedPath());
            left = limit;
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            if (read >= 0) count(1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            var read = super.read(bytes, from, length);
            if (read > 0) count(read);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            var skipped = super.skip(bytes);
            count(skipped);
            return skipped;
        }

        private void count(long bytes) throws IOException {
            left -= bytes;
            if (left >= 0) return;
            call.addHeadersEndHandler(_ -> Remainder.discard(call.request()));
            throw new BodyTooLarge(limit);
        }
    }
}
