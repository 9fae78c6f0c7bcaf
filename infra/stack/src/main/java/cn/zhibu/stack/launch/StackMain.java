package cn.zhibu.stack.launch;

import cn.zhibu.stack.backup.DailyBackup;
import cn.zhibu.stack.demo.Demo;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What infra/up, infra/down and infra/status call: {@code up|down|status [--only a,b] [--fresh] [--no-demo]
 * [--no-watch]}; and, as a process of its own, what keeps the parts running: {@code watch}.
 */
public final class StackMain {

    private StackMain() {}

    public static void main(String[] arguments) {
        // The accounts have Chinese names, whatever the terminal's locale says.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        try {
            run(List.of(arguments));
        } catch (StackException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    private static void run(List<String> arguments) {
        var stack = new Stack(settings(arguments), System.out::println);
        var names = new ArrayList<>(stack.names());
        boolean fresh = false;
        boolean demo = true;
        boolean watch = true;
        for (int at = 1; at < arguments.size(); at++) {
            switch (arguments.get(at)) {
                case "--fresh" -> fresh = true;
                case "--no-demo" -> demo = false;
                case "--no-watch" -> watch = false;
                case "--only" -> {
                    at++;
                    demo = false;
                    names.retainAll(only(stack, at < arguments.size() ? arguments.get(at) : ""));
                }
                default -> throw new StackException("unknown flag " + arguments.get(at));
            }
        }
        switch (arguments.isEmpty() ? "" : arguments.get(0)) {
            case "up" -> up(stack, names, fresh, demo, watch);
            case Watch.NAME -> watch(stack);
            case "down" -> stack.stop(names);
            case "status" -> status(stack);
            case "secrets" ->
                System.out.println("secrets are in "
                        + stack.secrets().file(Secrets.MASTER_KEY).getParent());
            case "realm" -> System.out.println(stack.ensureRealm() ? "realm created" : "realm found");
            case "demo" -> demo(stack);
            default -> throw new StackException("up, down or status; in a container also secrets, realm or demo");
        }
    }

    private static Settings settings(List<String> arguments) {
        return arguments.contains("--fresh") ? Settings.of(System.getenv()) : Settings.remembering(System.getenv());
    }

    private static List<String> only(Stack stack, String list) {
        var wanted = List.of(list.split(","));
        for (String name : wanted) {
            if (!stack.names().contains(name)) {
                throw new StackException("no part is called '" + name + "'; there are " + stack.names());
            }
        }
        return wanted;
    }

    private static void up(Stack stack, List<String> names, boolean fresh, boolean demo, boolean watch) {
        if (fresh) {
            stack.stop(stack.names());
            stack.wipe();
        }
        System.out.println("document store: "
                + (stack.settings().mongod() == null
                        ? "embedded"
                        : stack.settings().mongod()));
        stack.start(names);
        if (watch) {
            stack.watch(names);
        } else {
            stack.leave(names);
        }
        var told = new Demo(stack, System.out::println);
        if (demo) {
            told.load();
        }
        if (names.contains("gateway")) {
            tell(stack, demo ? told.hints() : List.of());
            System.out.println();
            System.out.println("infra/status shows what runs, infra/down stops it; data and passwords stay in "
                    + stack.settings().local());
        }
    }

    private static void status(Stack stack) {
        stack.status().forEach(System.out::println);
        System.out.println(DailyBackup.words(stack.settings(), stack.watched(), Settings.ZONE));
    }

    private static void watch(Stack stack) {
        try {
            var clock = Clock.systemUTC();
            stack.watchNow(new DailyBackup(stack, clock, Settings.ZONE, System.out::println));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void demo(Stack stack) {
        var told = new Demo(stack, System.out::println);
        told.load();
        tell(stack, told.hints());
    }

    private static void tell(Stack stack, List<String> hints) {
        System.out.println();
        System.out.println("Zhibu is at " + stack.publicUrl());
        System.out.println();
        System.out.println("platform operator");
        System.out.printf("  %-18s %s%n", "operator", stack.secrets().get(Secrets.OPERATOR));
        hints.forEach(System.out::println);
    }
}
