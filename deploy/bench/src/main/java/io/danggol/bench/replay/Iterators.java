package io.danggol.bench.replay;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Supplier;

/// Iterators that work through a file as they are asked.
final class Iterators {
    private Iterators() {}

    static <A, B> Iterator<B> mapping(Iterator<A> from, Function<A, B> function) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return from.hasNext();
            }

            @Override
            public B next() {
                return function.apply(from.next());
            }
        };
    }

    /// The elements of the lists that `next` gives, one after the other, until it gives null.
    static <A> Iterator<A> flattening(Supplier<List<A>> next) {
        return new Iterator<>() {
            private Iterator<A> current = List.<A>of().iterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext()) {
                    var list = next.get();
                    if (list == null) return false;
                    current = list.iterator();
                }
                return true;
            }

            @Override
            public A next() {
                if (!hasNext()) throw new NoSuchElementException();
                return current.next();
            }
        };
    }
}
