package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.util.concurrent.CompletableFuture;

final class TimerSlackTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void isSetOnTheThreadThatAsksForIt() {
        CompletableFuture<Boolean> set = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> set.complete(TimerSlack.least()));
        assertEquals(true, set.join());
    }
}
