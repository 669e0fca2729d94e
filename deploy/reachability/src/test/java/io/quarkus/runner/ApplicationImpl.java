package io.quarkus.runner;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.util.ResourceBundle;
import java.util.ServiceLoader;

/// Bears the name of the class that starts a Quarkus application, and reaches for something of each kind.
public final class ApplicationImpl {
    /// What is reached.
    public static final class Aim {
        public int field = 7;

        public Aim() {}

        public String method(long one, Object two) {
            return one + ":" + two;
        }
    }

    private static final class Early {
        static final Object MADE;

        static {
            try {
                MADE = Class.forName(name("java.util.ArrayList"))
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    private ApplicationImpl() {}

    public static void main(String[] arguments) throws Exception {
        Class.forName(name("java.util.BitSet"));
        doStart();
    }

    private static void doStart() throws Exception {
        Later.run();
    }

    /// Not this class itself: of it, the agent changes nothing but the start.
    private static final class Later {
        static void run() throws Exception {
            var aim = Class.forName(name(Aim.class.getName()));
            var made = aim.getDeclaredConstructor().newInstance();
            for (var i = 0; i < 3; i++)
                aim.getMethod(name("method"), long.class, Object.class).invoke(made, 5L, "five");
            aim.getField(name("field")).getInt(made);
            var lookup = MethodHandles.lookup();
            lookup.findVirtual(Object.class, name("toString"), MethodType.methodType(String.class));
            lookup.findVarHandle(aim, name("field"), int.class);
            Aim.class.getMethod("method", long.class, Object.class);
            System.out.println(Later.class.getResource(name("near.txt")));
            System.out.println(Later.class.getClassLoader().getResource(name("far/away.txt")));
            Later.class.getClassLoader().loadClass(name("java.util.TreeMap"));
            ResourceBundle.getBundle(name("words"));
            System.out.println(ServiceLoader.load(Runnable.class).findFirst());
            Proxy.newProxyInstance(
                    Later.class.getClassLoader(),
                    new Class<?>[] {Runnable.class, AutoCloseable.class},
                    (_, _, _) -> null);
            System.out.println(Early.MADE);
            try {
                Class.forName(name("not.There"));
            } catch (ClassNotFoundException e) {
                System.out.println("as expected");
            }
        }
    }

    /// What no class file tells.
    private static String name(String name) {
        return System.getProperty("not set", name);
    }
}
