package cn.zhibu.stack.store;

import cn.zhibu.stack.store.engine.Check;
import cn.zhibu.stack.store.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The store's file, also while the store runs: {@code check FILE} looks at every page, document and entry; {@code copy
 * FILE TARGET} writes a whole, compact copy of what is committed.
 */
public final class StoreFile {

    private StoreFile() {}

    public static void main(String[] arguments) {
        if (arguments.length == 2 && arguments[0].equals("check") && Files.isRegularFile(Path.of(arguments[1]))) {
            var faults = Check.of(Path.of(arguments[1]));
            faults.forEach(System.out::println);
            System.out.println(faults.isEmpty() ? "the file is whole" : "the file is not as it should be");
            System.exit(faults.isEmpty() ? 0 : 1);
        } else if (arguments.length == 3 && arguments[0].equals("copy") && Files.isRegularFile(Path.of(arguments[1]))) {
            Engine.copy(Path.of(arguments[1]), Path.of(arguments[2]));
            System.out.println("copied to " + arguments[2]);
        } else {
            System.err.println("check FILE, or copy FILE TARGET");
            System.exit(2);
        }
    }
}
