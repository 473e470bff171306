package io.blackstart.sandbox.dns;

import io.blackstart.sandbox.dns.AnswerCache.Question;
import io.blackstart.sandbox.dns.AnswerCache.Told;
import io.blackstart.sandbox.dns.DnsExchange.Answerer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A resolver as users have one: asks the name servers, and believes what they say for as long as
 * its rule allows.
 */
public final class CachingResolver implements Answerer {
    private static final Logger LOG = LoggerFactory.getLogger(CachingResolver.class);

    private final Upstreams upstreams;
    private final AnswerCache cache;
    private final LongSupplier nanoClock;

    /** A resolver with an empty cache. */
    public CachingResolver(List<InetSocketAddress> servers, CacheRule rule) {
        this(servers, rule, System::nanoTime);
    }

    CachingResolver(List<InetSocketAddress> servers, CacheRule rule, LongSupplier nanoClock) {
        this.upstreams = new Upstreams(servers);
        this.cache = new AnswerCache(rule);
        this.nanoClock = nanoClock;
    }

    @Override
    public void answer(Record question, Message response) {
        response.getHeader().setFlag(Flags.RA);
        Question asked = new Question(question.getName(), question.getType());
        Optional<Told> known = cache.find(asked, nanoClock.getAsLong());
        Told told = known.isPresent() ? known.get() : ask(asked, question);
        response.getHeader().setRcode(told.rcode());
        told.answers().forEach(record -> response.addRecord(record, Section.ANSWER));
        told.authority().forEach(record -> response.addRecord(record, Section.AUTHORITY));
    }

    private Told ask(Question asked, Record question) {
        // the age counts from before the question: the answer was true some time after it
        long began = nanoClock.getAsLong();
        try {
            Message message = upstreams.ask(question);
            Told told =
                    new Told(
                            message.getRcode(),
                            message.getSection(Section.ANSWER),
                            message.getSection(Section.AUTHORITY));
            cache.keep(asked, told, began);
            return cache.clamped(told);
        } catch (IOException e) {
            LOG.debug("nobody answered {}", question, e);
            return cache.failed(asked, nanoClock.getAsLong()).orElse(Told.FAILURE);
        }
    }
}
