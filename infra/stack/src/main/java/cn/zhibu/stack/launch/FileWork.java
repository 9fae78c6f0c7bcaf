package cn.zhibu.stack.launch;

import java.io.IOException;

/** Something to do with files. */
public interface FileWork {
    void run() throws IOException;
}
