package dev.vigil.console;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Tells all who look what is new. One that reads too slowly misses events, which {@link SiteView#revision} shows. */
final class Feed {

    /** So many pages may look at a time. */
    private static final int MOST = 100;
    /** After that a page must show anew that it may look; it does by itself. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /**
     * One event.
     *
     * @param name what {@code data} is: site, incident or action
     */
    record News(String name, Object data) {
    }

    private record Viewer(MultiEmitter<? super News> emitter, BooleanSupplier mayStay) {
    }

    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

    /** Whether anybody looks. */
    boolean watched() {
        return !viewers.isEmpty();
    }

    boolean full() {
        return viewers.size() >= MOST;
    }

    /**
     * The events from now on.
     *
     * @param first   what is told at once
     * @param mayStay asked before each event: false ends it
     */
    Multi<News> join(Supplier<News> first, BooleanSupplier mayStay) {
        return Multi.createFrom().<News>emitter(emitter -> {
            Viewer viewer = new Viewer(emitter, mayStay);
            emitter.onTermination(() -> viewers.remove(viewer));
            viewers.add(viewer);
            emitter.emit(first.get());
        }, BackPressureStrategy.DROP).select().first(LONGEST);
    }

    void tell(News news) {
        for (Viewer viewer : viewers) {
            if (viewer.mayStay().getAsBoolean()) {
                viewer.emitter().emit(news);
            } else {
                viewer.emitter().complete();
            }
        }
    }
}
