package cn.zhibu.platform.change;

import java.time.Duration;

/**
 * How often a relay does what it does again and again.
 *
 * @param pause between two attempts at what lies behind
 * @param gathered sent events are taken out of their documents together with all others of this time
 * @param beat between two signs of life, and between two looks for writers that give none
 */
record Pace(Duration pause, Duration gathered, Duration beat) {

    static final Pace USUAL = new Pace(Duration.ofSeconds(1), Duration.ofMillis(250), Writers.BEAT);
}
