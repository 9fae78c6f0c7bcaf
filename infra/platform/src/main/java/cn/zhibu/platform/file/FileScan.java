package cn.zhibu.platform.file;

import reactor.core.publisher.Mono;

/** Looks into a file that has arrived for what does harm, before anything else is made of it. */
interface FileScan {

    /**
     * What was found, in the scanner's words; nothing when it is clean. Fails when nobody could say, so that no file goes
     * on without having been looked into.
     */
    Mono<String> found(Arrival file);
}
