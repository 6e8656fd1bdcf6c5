package dev.vigil.console;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The console as the service opens it. Everything that is told to those who look is told by one thread of its own, so
 * that no room waits for a browser.
 */
@Singleton
public class Console {

    private static final Logger LOG = Logger.getLogger(Console.class);

    /** What comes after the end is dropped. */
    private final ScheduledThreadPoolExecutor teller = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "console");
        thread.setDaemon(true);
        return thread;
    }, new ThreadPoolExecutor.DiscardPolicy());
    private final Feed feed = new Feed();
    private volatile Site site;

    /** From now on there is something to see. */
    public void open(Premises premises) {
        Site opened = new Site(premises);
        premises.incidents().onChange(incident -> tell("incident", incident));
        teller.scheduleAtFixedRate(this::beat, 0, 1, TimeUnit.SECONDS);
        site = opened;
    }

    private void beat() {
        try {
            if (site != null) {
                site.beat();
                if (feed.watched()) {
                    feed.tell(now());
                }
            }
        } catch (RuntimeException unexpected) {
            LOG.error("the console's beat failed; the next one is tried", unexpected);
        }
    }

    /** Returns at once. */
    void tell(String name, Object data) {
        Site open = site;
        if (open != null) {
            teller.execute(() -> {
                open.revised();
                feed.tell(new Feed.News(name, data));
            });
        }
    }

    /** Incidents of earlier runs are there now: pages ask for all of them when they see the revision. */
    public void recalled() {
        Site open = site;
        if (open != null) {
            open.revised();
        }
    }

    /** The site as an event. */
    Feed.News now() {
        return new Feed.News("site", site().view(false));
    }

    Feed feed() {
        return feed;
    }

    /** @throws ServiceUnavailableException while the service starts */
    Site site() {
        Site open = site;
        if (open == null) {
            throw new ServiceUnavailableException(1L);
        }
        return open;
    }

    @PreDestroy
    void close() {
        teller.shutdownNow();
    }
}
